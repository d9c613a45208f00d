package dev.sluice.funnel.text;

import dev.sluice.funnel.Vocabulary.TraitType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the names that a definition declares, before the criteria that may use them. */
final class DeclarationReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    private final ProblemCollector findings;
    private final BlockReader root;

    DeclarationReader(ProblemCollector findings, BlockReader root) {
        this.findings = findings;
        this.root = root;
    }

    /** Ids ahead of everything else, so that a criterion may name what is written further below. */
    Set<String> ids(String section) {
        Set<String> ids = new LinkedHashSet<>();
        if (root.get(section) instanceof Yaml.Items items) {
            for (Yaml item : items.items()) {
                if (item instanceof Yaml.YamlFields fields
                        && fields.fields().get("id") instanceof Yaml.YamlField field
                        && field.value() instanceof Yaml.YamlText id
                        && !ids.add(id.value().strip())) {
                    findings.error(id, "the id \"" + id.value() + "\" is used twice under " + section);
                }
            }
        }
        return ids;
    }

    List<String> signals() {
        List<String> declared = new ArrayList<>();
        for (Yaml item : root.items("signals")) {
            String name = YamlValues.text(findings, item, "signals");
            if (!NAME.matcher(name).matches() || Keywords.HAPPENED.contains(name)) {
                findings.error(
                        item, "expected the name of a signal kind: small letters, digits and _, such as trial_started");
            }
            declared.add(name);
        }
        return List.copyOf(declared);
    }

    Map<String, TraitType> traits() {
        Map<String, TraitType> declared = new LinkedHashMap<>();
        Yaml section = root.get("traits");
        if (section != null && !(section instanceof Yaml.YamlFields)) {
            findings.error(section, "expected traits with their types, such as contract_end: text");
        }
        if (section instanceof Yaml.YamlFields fields) {
            for (Yaml.YamlField field : fields.fields().values()) {
                String name = field.key().value();
                if (!NAME.matcher(name).matches() || Keywords.CRITERION.contains(name)) {
                    findings.error(
                            field.key(),
                            "expected the name of a trait: small letters, digits and _, and none of "
                                    + String.join(", ", Keywords.CRITERION));
                }
                String type = YamlValues.text(findings, field.value(), name);
                if (Keywords.TRAIT_TYPES.contains(type)) {
                    declared.put(name, TraitType.valueOf(type.toUpperCase(Locale.ROOT)));
                } else {
                    findings.error(field.value(), "expected a type, one of " + String.join(", ", Keywords.TRAIT_TYPES));
                    declared.put(name, TraitType.TEXT);
                }
            }
        }
        return Map.copyOf(declared);
    }
}
