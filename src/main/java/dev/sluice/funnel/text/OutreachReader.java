package dev.sluice.funnel.text;

import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.Definition.Choice;
import dev.sluice.funnel.Definition.FollowUp;
import dev.sluice.funnel.Definition.ResponseClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how leads are answered: response classes, first touches and the sequences that follow up. */
final class OutreachReader {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9_-]{0,59}");

    private final ProblemCollector findings;
    private final KnownNames names;
    private final CriterionReader criteria;

    OutreachReader(ProblemCollector findings, KnownNames names, CriterionReader criteria) {
        this.findings = findings;
        this.names = names;
        this.criteria = criteria;
    }

    List<ResponseClass> responses(@Nullable Yaml node) {
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof Yaml.YamlFields fields)) {
            findings.error(node, "expected response classes by name, such as inbound: {within: 30m, by: human}");
            return List.of();
        }
        List<ResponseClass> classes = new ArrayList<>();
        fields.fields().values().forEach(field -> classes.add(response(field)));
        return List.copyOf(classes);
    }

    private ResponseClass response(Yaml.YamlField field) {
        BlockReader block = BlockReader.of(findings, field.value(), "a response class", Keywords.RESPONSE);
        block.required("within", "30m");
        Duration within = block.span("within");
        String by = block.oneOf("by", Keywords.RESPONDERS, true);
        String hours = block.oneOf("hours", Keywords.HOURS, false);
        List<String> then = block.texts("then");
        for (Yaml item : block.items("then")) {
            String step = YamlValues.text(findings, item, "then");
            if (!Keywords.FOLLOWING.contains(step)) {
                findings.error(item, "expected one of " + String.join(", ", Keywords.FOLLOWING));
            }
        }
        return new ResponseClass(
                field.key().value(),
                within == null ? Duration.ofMinutes(30) : within,
                by,
                block.text("template"),
                block.items("choose").stream().map(this::choice).toList(),
                hours.isEmpty() ? "always" : hours,
                then,
                field.key().line());
    }

    private Choice choice(Yaml node) {
        BlockReader block = BlockReader.of(findings, node, "a choice of the first touch", Keywords.CHOICE);
        if (!block.has("form") && !block.has("when")) {
            findings.error(node, "expected form or when, or the choice applies to everybody");
        }
        return new Choice(
                block.text("form"), when(block), slug(block, "template", "thanks-for-the-checklist"), node.line());
    }

    FollowUp followUp(Yaml node) {
        BlockReader block = BlockReader.of(findings, node, "a follow-up", Keywords.FOLLOW_UP);
        Yaml on = block.required("on", "lead");
        String event = on == null ? "" : YamlValues.text(findings, on, "on");
        boolean exists = event.equals("lost")
                || names.stages().contains(event)
                || (event.startsWith("flag/") && names.flags().contains(event.substring(5)));
        if (on != null && !exists) {
            findings.error(on, "expected the id of a stage, flag/<id of a flag> or lost after on");
        }
        return new FollowUp(event, when(block), slug(block, "sequence", "five-mails"), node.line());
    }

    private Criterion when(BlockReader block) {
        return block.has("when") ? criteria.when(block) : new Criterion.All(List.of());
    }

    private String slug(BlockReader block, String field, String example) {
        Yaml node = block.required(field, example);
        String name = node == null ? "" : YamlValues.text(findings, node, field);
        if (node != null && !SLUG.matcher(name).matches()) {
            findings.error(node, "expected a name in small letters, digits, - and _, such as " + example);
        }
        return name;
    }
}
