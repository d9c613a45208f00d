package dev.sluice.funnel.text;

import dev.sluice.funnel.Criterion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads criteria, checking each name and each value against what may stand there. */
final class CriterionReader {

    /** Stands for a criterion that could not be read; the error beside it refuses the definition. */
    static final Criterion UNREAD = new Criterion.Any(List.of());

    private static final int MOST_TIMES = 100;

    private final ProblemCollector findings;
    private final KnownNames names;
    private final TraitReader traits;

    CriterionReader(ProblemCollector findings, KnownNames names) {
        this.findings = findings;
        this.names = names;
        traits = new TraitReader(findings, names);
    }

    /** What stands under when: in a block that needs it. */
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
        return one(parts);
    }

    static Criterion one(List<Criterion> parts) {
        return parts.size() == 1 ? parts.getFirst() : new Criterion.All(List.copyOf(parts));
    }

    private Criterion field(Yaml.YamlField field) {
        Yaml value = field.value();
        String key = field.key().value();
        return switch (key) {
            case "all" -> new Criterion.All(parts(field));
            case "any" -> new Criterion.Any(parts(field));
            case "none" -> new Criterion.None(parts(field));
            case "happened" -> happened(value);
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
            case "identified" -> new Criterion.Identified(BlockReader.yes(findings, value, key));
            default -> traits.read(field);
        };
    }

    private List<Criterion> parts(Yaml.YamlField field) {
        List<Yaml> items =
                BlockReader.items(findings, field.value(), field.key().value());
        if (items.isEmpty() && field.value() instanceof Yaml.Items) {
            findings.error(
                    field.value(),
                    "expected at least one criterion under " + field.key().value());
        }
        return items.stream().map(this::read).toList();
    }

    private String reference(Yaml value, String what, Set<String> known) {
        String name = BlockReader.text(findings, value, what);
        if (!known.contains(name)) {
            findings.error(
                    value,
                    "there is no " + what + " \"" + name + "\" in this definition" + BlockReader.guess(name, known)
                            + (known.isEmpty() ? "" : " It has " + String.join(", ", known) + "."));
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
            low = BlockReader.number(findings, atLeast, "at_least");
        }
        if (atMost != null) {
            high = BlockReader.number(findings, atMost, "at_most");
        }
        if (between != null) {
            double[] limits = traits.limits(between);
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

    private Criterion happened(Yaml value) {
        if (value instanceof Yaml.YamlText kind) {
            return new Criterion.Happened(kind(kind), "*", 1, null, false);
        }
        if (!(value instanceof Yaml.YamlFields fields)) {
            findings.error(value, "expected a signal kind, such as {page_viewed: /pricing*, times: 3, within: 7d}");
            return UNREAD;
        }
        String kind = null;
        String pattern = "*";
        int times = 1;
        Duration within = null;
        boolean byHuman = false;
        for (Yaml.YamlField field : fields.fields().values()) {
            Yaml given = field.value();
            switch (field.key().value()) {
                case "times" -> times = BlockReader.whole(findings, given, "times", 1, MOST_TIMES);
                case "within" -> within = BlockReader.span(findings, given, "within");
                case "by" -> {
                    byHuman = true;
                    if (!BlockReader.text(findings, given, "by").equals("human")) {
                        findings.error(given, "expected by: human; signals of machines are never counted");
                    }
                }
                default -> {
                    if (kind != null) {
                        findings.error(field.key(), "expected one signal kind here; join two with all: or any:");
                    }
                    kind = kind(field.key());
                    pattern = pattern(given);
                }
            }
        }
        if (kind == null) {
            findings.error(value, "expected a signal kind with a pattern, such as page_viewed: /pricing*");
            return UNREAD;
        }
        return new Criterion.Happened(kind, pattern, times, within, byHuman);
    }

    String kind(Yaml.YamlText name) {
        if (!names.kinds().contains(name.value())) {
            Set<String> known = new HashSet<>(names.kinds());
            known.addAll(Keywords.HAPPENED);
            findings.error(
                    name,
                    "no signal kind \"" + name.value() + "\" is known" + BlockReader.guess(name.value(), known)
                            + " A kind of your own is declared under signals:");
        }
        return name.value();
    }

    String pattern(Yaml value) {
        String pattern = BlockReader.text(findings, value, "the signal kind");
        if (pattern.isEmpty() && value instanceof Yaml.YamlText) {
            findings.error(value, "expected a pattern, \"*\" for any");
        }
        return pattern.equals("true") ? "*" : pattern;
    }

    /** The kind and pattern of an engagement rule: a kind alone, or one kind with a pattern. */
    Criterion.@Nullable Happened signal(Yaml node) {
        if (node instanceof Yaml.YamlText kind) {
            return new Criterion.Happened(kind(kind), "*", 1, null, false);
        }
        if (node instanceof Yaml.YamlFields fields && fields.fields().size() == 1) {
            Yaml.YamlField only = fields.fields().values().iterator().next();
            return new Criterion.Happened(kind(only.key()), pattern(only.value()), 1, null, false);
        }
        findings.error(node, "expected one signal kind with a pattern, such as {page_viewed: /pricing*}");
        return null;
    }
}
