package dev.sluice.funnel.text;

import dev.sluice.funnel.Criterion;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which signals a criterion or an engagement rule counts. */
final class HappenedReader {

    private static final int MAX_TIMES = 100;

    private final ProblemCollector findings;
    private final KnownNames names;

    HappenedReader(ProblemCollector findings, KnownNames names) {
        this.findings = findings;
        this.names = names;
    }

    Criterion read(Yaml value) {
        if (value instanceof Yaml.YamlText kind) {
            return new Criterion.Happened(kind(kind), "*", 1, null, false);
        }
        if (!(value instanceof Yaml.YamlFields fields)) {
            findings.error(value, "expected a signal kind, such as {page_viewed: /pricing*, times: 3, within: 7d}");
            return CriterionReader.UNREAD;
        }
        String kind = null;
        String pattern = "*";
        int times = 1;
        Duration within = null;
        boolean byHuman = false;
        for (Yaml.YamlField field : fields.fields().values()) {
            Yaml setting = field.value();
            switch (field.key().value()) {
                case "times" -> times = YamlValues.integer(findings, setting, "times", 1, MAX_TIMES);
                case "within" -> within = YamlValues.span(findings, setting, "within");
                case "by" -> {
                    byHuman = true;
                    if (!YamlValues.text(findings, setting, "by").equals("human")) {
                        findings.error(setting, "expected by: human; signals of machines are never counted");
                    }
                }
                default -> {
                    if (kind != null) {
                        findings.error(field.key(), "expected one signal kind here; join two with all: or any:");
                    }
                    kind = kind(field.key());
                    pattern = pattern(setting);
                }
            }
        }
        if (kind == null) {
            findings.error(value, "expected a signal kind with a pattern, such as page_viewed: /pricing*");
            return CriterionReader.UNREAD;
        }
        return new Criterion.Happened(kind, pattern, times, within, byHuman);
    }

    private String kind(Yaml.YamlText name) {
        if (!names.kinds().contains(name.value())) {
            Set<String> candidates = new HashSet<>(names.kinds());
            candidates.addAll(Keywords.HAPPENED);
            findings.error(
                    name,
                    "no signal kind \"" + name.value() + "\" is known" + BlockReader.guess(name.value(), candidates)
                            + " A kind of your own is declared under signals:");
        }
        return name.value();
    }

    private String pattern(Yaml value) {
        String pattern = YamlValues.text(findings, value, "the signal kind");
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
