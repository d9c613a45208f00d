package dev.sluice.funnel.text;

import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.Definition.ExitRule;
import dev.sluice.funnel.Definition.Layer;
import dev.sluice.funnel.Definition.Playbook;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.Definition.StageOwner;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads stages with their gates, limits, exits and playbooks. */
final class StageReader {
    private static final int MAX_ITEM = 200;

    private final ProblemCollector findings;
    private final KnownNames names;
    private final CriterionReader criteria;
    private final Map<String, Yaml> sections;

    /** @param sections gets the node of each gate, as {@code enter/<stage>} */
    StageReader(ProblemCollector findings, KnownNames names, CriterionReader criteria, Map<String, Yaml> sections) {
        this.findings = findings;
        this.names = names;
        this.criteria = criteria;
        this.sections = sections;
    }

    Stage read(Yaml node) {
        BlockReader block = BlockReader.of(findings, node, "a stage", Keywords.STAGE);
        String id = block.id("id", "mql");
        if (id.equals("lost") || id.equals("disqualified")) {
            findings.error(node, "no stage may be called " + id + ": that is an outcome");
        }
        String layer = block.oneOf("layer", Keywords.LAYERS, true);
        String owner = block.oneOf("owner", Keywords.OWNERS, true);
        Yaml enter = block.required("enter", "{happened: demo_requested}");
        if (enter != null) {
            sections.put("enter/" + id, enter);
        }
        List<ExitRule> exits = block.items("exit").stream().map(this::exit).toList();
        return new Stage(
                id,
                layer.isEmpty() ? Layer.ENGAGE : Layer.valueOf(layer.toUpperCase(Locale.ROOT)),
                owner.isEmpty() ? StageOwner.MARKETING : StageOwner.valueOf(owner.toUpperCase(Locale.ROOT)),
                enter == null ? CriterionReader.UNREAD : criteria.read(enter),
                limit(block, id, layer),
                exits,
                block.text("text"),
                playbook(block),
                enter == null ? node.line() : enter.line());
    }

    Playbook playbook(BlockReader block) {
        return new Playbook(block.text("guidance"), questions(block), distinct(block, "checklist"));
    }

    private List<String> questions(BlockReader block) {
        for (Yaml item : block.items("questions")) {
            String question = YamlValues.text(findings, item, "questions");
            if (!question.contains(" ") && !names.traits().containsKey(question)) {
                findings.error(
                        item,
                        "there is no trait \"" + question + "\""
                                + BlockReader.guess(question, names.traits().keySet())
                                + " Expected the trait that the answer becomes, or the question as a sentence.");
            }
        }
        return distinct(block, "questions");
    }

    /** Texts that must differ from each other. */
    private List<String> distinct(BlockReader block, String key) {
        Set<String> seen = new LinkedHashSet<>();
        for (Yaml item : block.items(key)) {
            String text = YamlValues.text(findings, item, key);
            if (text.isEmpty() || text.length() > MAX_ITEM) {
                findings.error(item, "expected 1 to " + MAX_ITEM + " characters under " + key);
            } else if (!seen.add(text)) {
                findings.error(item, "\"" + text + "\" stands twice under " + key + ": keep one");
            }
        }
        return List.copyOf(seen);
    }

    private @Nullable Duration limit(BlockReader block, String id, String layer) {
        Yaml limit = block.get("limit");
        boolean retain = layer.equals("retain");
        if (limit == null && !retain) {
            findings.error(
                    block.line,
                    block.column,
                    "stage " + id + " has no limit: add limit: 30d, the time after which a lead that stays is noticed");
        }
        if (limit instanceof Yaml.YamlText text && text.value().equals("none")) {
            if (!retain) {
                findings.error(limit, "limit: none is for stages of the layer retain only; write a span such as 30d");
            }
            return null;
        }
        return block.span("limit");
    }

    private ExitRule exit(Yaml node) {
        BlockReader block = BlockReader.of(findings, node, "an exit", Keywords.EXIT);
        Criterion when = criteria.when(block);
        Yaml to = block.required("to", "lead");
        String target = to == null ? "" : YamlValues.text(findings, to, "to");
        if (to != null
                && !target.equals("lost")
                && !target.equals("disqualified")
                && !names.stages().contains(target)) {
            findings.error(
                    to,
                    "there is no stage \"" + target + "\"" + BlockReader.guess(target, names.stages())
                            + " Expected an earlier stage, lost or disqualified.");
        }
        String reason = block.text("reason");
        return new ExitRule(when, target, reason.isEmpty() ? "left" : reason, node.line());
    }
}
