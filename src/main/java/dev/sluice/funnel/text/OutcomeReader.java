package dev.sluice.funnel.text;

import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.Definition.Disqualifier;
import dev.sluice.funnel.Definition.FlagRule;
import dev.sluice.funnel.Definition.Loss;
import dev.sluice.funnel.Vocabulary;
import dev.sluice.funnel.Vocabulary.KindMeaning;
import java.util.ArrayList;
import java.util.List;

/** Reads flags and the rules that disqualify a lead, lose it and take it back. */
final class OutcomeReader {

    private final ProblemCollector findings;
    private final BlockReader root;
    private final CriterionReader criteria;
    private final Vocabulary vocabulary;

    OutcomeReader(ProblemCollector findings, BlockReader root, CriterionReader criteria, Vocabulary vocabulary) {
        this.findings = findings;
        this.root = root;
        this.criteria = criteria;
        this.vocabulary = vocabulary;
    }

    FlagRule flag(Yaml node) {
        BlockReader block = BlockReader.of(findings, node, "a flag", Keywords.FLAG);
        return new FlagRule(block.id("id", "warm"), criteria.when(block), node.line());
    }

    Disqualifier disqualifier(Yaml node) {
        BlockReader block = BlockReader.of(findings, node, "a disqualifier", Keywords.REASONED);
        return new Disqualifier(block.id("reason", "not_a_fit"), criteria.when(block), node.line());
    }

    List<Loss> lost() {
        if (!root.has("lost")) {
            return vocabulary.meaning(KindMeaning.LOSES).stream()
                    .map(kind -> new Loss(kind, new Criterion.Happened(kind, "*", 1, null, false), 0))
                    .toList();
        }
        List<Loss> rules = new ArrayList<>();
        for (Yaml node : root.items("lost")) {
            BlockReader block = BlockReader.of(findings, node, "a rule of lost", Keywords.REASONED);
            rules.add(new Loss(block.id("reason", "no_budget"), criteria.when(block), node.line()));
        }
        return List.copyOf(rules);
    }

    Criterion reenter() {
        Yaml node = root.get("reenter");
        if (node != null) {
            return criteria.read(node);
        }
        List<Criterion> back = new ArrayList<>();
        vocabulary
                .meaning(KindMeaning.REENTERS)
                .forEach(kind -> back.add(new Criterion.Happened(kind, "*", 1, null, true)));
        return new Criterion.Any(List.copyOf(back));
    }
}
