package dev.sluice.funnel.text;

import dev.sluice.funnel.Criterion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads criteria, checking each name and each value against what is allowed there. */
final class CriterionReader {

    /** In place of a criterion that could not be read; the error beside it refuses the definition. */
    static final Criterion UNREAD = new Criterion.Any(List.of());

    private final ProblemCollector findings;
    private final KnownNames names;
    private final TraitReader traits;
    private final HappenedReader happened;

    CriterionReader(ProblemCollector findings, KnownNames names) {
        this.findings = findings;
        this.names = names;
        traits = new TraitReader(findings, names);
        happened = new HappenedReader(findings, names);
    }

    /** The criterion under when: in a block that requires it. */
    Criterion when(BlockReader block) {
        Yaml when = block.required("when", "a criterion");
        return when == null ? UNREAD : read(when);
    }

    Criterion read(Yaml node) {
        if (!(node instanceof Yaml.YamlFields fields) || fields.fields().isEmpty()) {
            findings.error(
                    node,
                    "expected a criterion, such as {identified: true}, {happened: demo_requested} or "
                            + "{role: {in: [director]}}");
            return UNREAD;
        }
        List<Criterion> parts = new ArrayList<>();
        fields.fields().values().forEach(field -> parts.add(field(field)));
        return joined(parts);
    }

    static Criterion joined(List<Criterion> parts) {
        return parts.size() == 1 ? parts.getFirst() : new Criterion.All(List.copyOf(parts));
    }

    private Criterion field(Yaml.YamlField field) {
        Yaml value = field.value();
        String key = field.key().value();
        return switch (key) {
            case "all" -> new Criterion.All(parts(field));
            case "any" -> new Criterion.Any(parts(field));
            case "none" -> new Criterion.None(parts(field));
            case "happened" -> happened.read(value);
            case "fit" -> {
                double[] limits = score(value, key);
                yield new Criterion.FitAtLeast(limits[0], limits[1]);
            }
            case "engagement" -> {
                double[] limits = score(value, key);
                if (limits[0] <= 0 && !Double.isInfinite(limits[0])) {
                    findings.error(value, "expected an engagement above 0: everybody has 0");
                }
                yield new Criterion.EngagementAtLeast(limits[0], limits[1]);
            }
            case "flagged" -> new Criterion.HasFlag(reference(value, "flag", names.flags()));
            case "reached" -> new Criterion.Reached(reference(value, "stage", names.stages()));
            case "in_stage" ->
                new Criterion.InStage(
                        value instanceof Yaml.Items items
                                ? items.items().stream()
                                        .map(item -> reference(item, "stage", names.stages()))
                                        .toList()
                                : List.of(reference(value, "stage", names.stages())));
            case "identified" -> new Criterion.Identified(YamlValues.yes(findings, value, key));
            default -> traits.read(field);
        };
    }

    private List<Criterion> parts(Yaml.YamlField field) {
        List<Yaml> items = YamlValues.items(findings, field.value(), field.key().value());
        if (items.isEmpty() && field.value() instanceof Yaml.Items) {
            findings.error(
                    field.value(),
                    "expected at least one criterion under " + field.key().value());
        }
        return items.stream().map(this::read).toList();
    }

    private String reference(Yaml value, String what, Set<String> existing) {
        String name = YamlValues.text(findings, value, what);
        if (!existing.contains(name)) {
            findings.error(
                    value,
                    "there is no " + what + " \"" + name + "\" in this definition" + BlockReader.guess(name, existing)
                            + (existing.isEmpty() ? "" : " It has " + String.join(", ", existing) + "."));
        }
        return name;
    }

    private double[] score(Yaml value, String key) {
        BlockReader block = BlockReader.of(findings, value, key + " limits", Keywords.SCORE);
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        Yaml atLeast = block.get("at_least");
        Yaml atMost = block.get("at_most");
        Yaml between = block.get("between");
        if (atLeast != null) {
            low = YamlValues.number(findings, atLeast, "at_least");
        }
        if (atMost != null) {
            high = YamlValues.number(findings, atMost, "at_most");
        }
        if (between != null) {
            double[] limits = YamlValues.limits(findings, between);
            low = limits[0];
            high = limits[1];
        }
        if (atLeast == null && atMost == null && between == null && value instanceof Yaml.YamlFields) {
            findings.error(value, "expected at_least and a number, such as " + key + ": {at_least: 30}");
        }
        if (low > high && between == null) {
            findings.error(value, "can never be met: at_least is above at_most");
        }
        return new double[] {low, high};
    }
}
