package dev.sluice.funnel.text;

import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.Pipeline;
import dev.sluice.funnel.Pipeline.Need;
import dev.sluice.funnel.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads what a deal must have to enter a stage: a field, a buying role or a criterion. */
final class NeedReader {

    private final ProblemCollector findings;
    private final KnownNames names;
    private final CriterionReader criteria;

    NeedReader(ProblemCollector findings, KnownNames names, CriterionReader criteria) {
        this.findings = findings;
        this.names = names;
        this.criteria = criteria;
    }

    Need read(Yaml node) {
        if (node instanceof Yaml.YamlFields) {
            Criterion criterion = criteria.read(node);
            if (criterion instanceof Criterion.Happened happened
                    && names.vocabulary().means(happened.kind(), Vocabulary.KindMeaning.WEAK)) {
                findings.error(node, "opened mail is weak evidence and opens no stage: scanners open too");
            }
            return new Pipeline.RequiredEvidence(criterion);
        }
        String word = YamlValues.text(findings, node, "needs");
        if (Keywords.DEAL_FIELDS.contains(word)) {
            return new Pipeline.FieldFilled(Pipeline.PipelineField.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        if (Keywords.DEAL_PARTS.contains(word)) {
            return new Pipeline.Present(Pipeline.BuyingRole.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        List<String> allowed = new ArrayList<>(Keywords.DEAL_FIELDS);
        allowed.addAll(Keywords.DEAL_PARTS);
        findings.error(
                node,
                "a deal has no \"" + word + "\"" + BlockReader.guess(word, allowed) + " Expected one of "
                        + String.join(", ", allowed)
                        + " or a criterion, such as {happened: {meeting_held: discovery}}");
        return new Pipeline.FieldFilled(Pipeline.PipelineField.AMOUNT);
    }
}
