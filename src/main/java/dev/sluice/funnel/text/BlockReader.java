package dev.sluice.funnel.text;

import dev.sluice.funnel.Vocabulary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One block of fields of a definition while it is read; reports each field that is missing, unknown or of another type. */
final class BlockReader {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

    private final ProblemCollector findings;
    private final String what;
    private final Map<String, Yaml.YamlField> fields;
    final int line;
    final int column;

    private BlockReader(
            ProblemCollector findings, String what, Map<String, Yaml.YamlField> fields, int line, int column) {
        this.findings = findings;
        this.what = what;
        this.fields = fields;
        this.line = line;
        this.column = column;
    }

    /** An empty block, and an error, when it is none. */
    static BlockReader of(ProblemCollector findings, Yaml node, String what, List<String> allowed) {
        if (!(node instanceof Yaml.YamlFields fields)) {
            findings.error(node, "expected " + what + " with " + String.join(", ", allowed));
            return new BlockReader(findings, what, Map.of(), node.line(), node.column());
        }
        for (Yaml.YamlField field : fields.fields().values()) {
            String name = field.key().value();
            if (!allowed.contains(name)) {
                findings.error(
                        field.key(),
                        "\"" + name + "\" does not belong to " + what + guess(name, allowed) + " Expected one of "
                                + String.join(", ", allowed));
            }
        }
        return new BlockReader(findings, what, fields.fields(), node.line(), node.column());
    }

    static String guess(String name, Iterable<String> allowed) {
        String nearest = Vocabulary.nearest(name, allowed);
        return nearest == null ? "." : ", did you mean \"" + nearest + "\"?";
    }

    @Nullable
    Yaml get(String key) {
        Yaml.YamlField field = fields.get(key);
        return field == null ? null : field.value();
    }

    boolean has(String key) {
        return fields.containsKey(key);
    }

    @Nullable
    Yaml required(String key, String example) {
        Yaml value = get(key);
        if (value == null) {
            findings.error(line, column, what + " has no " + key + ": add " + key + ": " + example);
        }
        return value;
    }

    /** "" when it is missing or no text. */
    String text(String key) {
        Yaml value = get(key);
        return value == null ? "" : YamlValues.text(findings, value, key);
    }

    String id(String key, String example) {
        Yaml value = required(key, example);
        String id = value == null ? "" : YamlValues.text(findings, value, key);
        if (value != null && !ID.matcher(id).matches()) {
            findings.error(
                    value,
                    "expected " + key + " of small letters, digits, _ and -, beginning with a letter, at most 40 long, "
                            + "such as " + example);
        }
        return id;
    }

    /** "" when it is missing and may be, or none of these. */
    String oneOf(String key, List<String> allowed, boolean required) {
        Yaml value = required ? required(key, String.join(" or ", allowed)) : get(key);
        if (value == null) {
            return "";
        }
        String text = YamlValues.text(findings, value, key);
        if (!allowed.contains(text)) {
            findings.error(
                    value, "expected " + key + " to be one of " + String.join(", ", allowed) + guess(text, allowed));
            return "";
        }
        return text;
    }

    int points() {
        Yaml value = required("points", "10");
        return value == null ? 0 : YamlValues.integer(findings, value, "points", -10_000, 10_000);
    }

    @Nullable
    Duration span(String key) {
        Yaml value = get(key);
        return value == null ? null : YamlValues.span(findings, value, key);
    }

    List<Yaml> items(String key) {
        Yaml value = get(key);
        return value == null ? List.of() : YamlValues.items(findings, value, key);
    }

    List<String> texts(String key) {
        return items(key).stream()
                .map(item -> YamlValues.text(findings, item, key))
                .toList();
    }
}
