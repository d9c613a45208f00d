package dev.sluice.funnel.text;

import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.Vocabulary;
import dev.sluice.funnel.Vocabulary.TraitType;
import java.util.ArrayList;
import java.util.List;

/** Reads tests of traits, checking each against the type of its trait. */
final class TraitReader {

    private final ProblemCollector findings;
    private final KnownNames names;

    TraitReader(ProblemCollector findings, KnownNames names) {
        this.findings = findings;
        this.names = names;
    }

    Criterion read(Yaml.YamlField field) {
        String written = field.key().value();
        String name = names.traits().containsKey(written)
                ? written
                : names.vocabulary().canonical(written);
        TraitType type = names.traits().get(name);
        if (type == null) {
            unknownTrait(field.key());
            return CriterionReader.UNREAD;
        }
        Yaml value = field.value();
        if (value instanceof Yaml.Items items) {
            return in(name, items);
        }
        if (value instanceof Yaml.YamlText) {
            return new Criterion.Is(name, value(name, type, value));
        }
        BlockReader block = BlockReader.of(findings, value, "a test of " + name, Keywords.TRAIT_TEST);
        List<Criterion> tests = new ArrayList<>();
        for (String test : Keywords.TRAIT_TEST) {
            Yaml operand = block.get(test);
            if (operand != null) {
                tests.add(test(name, type, test, operand));
            }
        }
        if (tests.isEmpty()) {
            findings.error(value, "expected a test, one of " + String.join(", ", Keywords.TRAIT_TEST));
            return CriterionReader.UNREAD;
        }
        return CriterionReader.joined(tests);
    }

    private void unknownTrait(Yaml.YamlText key) {
        if (names.kinds().contains(key.value())) {
            findings.error(
                    key, "\"" + key.value() + "\" is a signal kind: write happened: {" + key.value() + ": \"*\"}");
            return;
        }
        List<String> candidates = new ArrayList<>(Keywords.CRITERION);
        candidates.addAll(names.traits().keySet());
        findings.error(
                key,
                "no trait \"" + key.value() + "\" is known" + BlockReader.guess(key.value(), candidates)
                        + " A trait of your own is declared under traits:");
    }

    private Criterion test(String name, TraitType type, String test, Yaml operand) {
        return switch (test) {
            case "in" -> in(name, operand);
            case "not_in" -> new Criterion.NotIn(name, values(name, operand, test));
            case "between" -> {
                numeric(name, type, test, operand);
                double[] limits = YamlValues.limits(findings, operand);
                yield new Criterion.Between(name, limits[0], limits[1]);
            }
            case "at_least" -> {
                numeric(name, type, test, operand);
                yield new Criterion.AtLeast(name, YamlValues.number(findings, operand, test));
            }
            case "at_most" -> {
                numeric(name, type, test, operand);
                yield new Criterion.AtMost(name, YamlValues.number(findings, operand, test));
            }
            case "matches" -> {
                if (type == TraitType.NUMBER || type == TraitType.YES_NO) {
                    findings.error(operand, "matches needs a trait of text; " + name + " is " + type.word());
                }
                yield new Criterion.Matches(name, YamlValues.text(findings, operand, test));
            }
            case "is" -> new Criterion.Is(name, value(name, type, operand));
            case "is_free_mail" -> {
                belongs(name, "email", test, operand);
                yield new Criterion.IsFreeMail(YamlValues.yes(findings, operand, test));
            }
            case "has_owner" -> {
                belongs(name, "company", test, operand);
                yield new Criterion.HasOwner(YamlValues.yes(findings, operand, test));
            }
            default -> throw new IllegalStateException(test);
        };
    }

    private void numeric(String name, TraitType type, String test, Yaml operand) {
        if (type != TraitType.NUMBER) {
            findings.error(operand, test + " needs a trait of numbers; " + name + " is " + type.word());
        }
    }

    private void belongs(String name, String trait, String test, Yaml operand) {
        if (!name.equals(trait)) {
            findings.error(operand, test + " belongs to " + trait + ", not to " + name);
        }
    }

    private Criterion in(String name, Yaml operand) {
        return new Criterion.In(name, values(name, operand, "in"));
    }

    private List<String> values(String name, Yaml operand, String test) {
        List<Yaml> items = YamlValues.items(findings, operand, test);
        if (items.isEmpty() && operand instanceof Yaml.Items) {
            findings.error(
                    operand,
                    test.equals("in")
                            ? "in with an empty list can never be met: name at least one value"
                            : "not_in with an empty list says nothing: name at least one value");
        }
        return items.stream()
                .map(item -> coded(name, item, YamlValues.text(findings, item, test)))
                .toList();
    }

    /** The value as the log has it. */
    private String coded(String name, Yaml operand, String written) {
        Vocabulary.Trait trait = names.vocabulary().trait(name);
        String code = trait == null ? written : trait.code().apply(written);
        if (trait != null && code == null) {
            findings.error(operand, "\"" + written + "\" is no value of " + name + ". " + trait.text());
        }
        return code == null ? written : code;
    }

    private Object value(String name, TraitType type, Yaml operand) {
        return switch (type) {
            case NUMBER -> YamlValues.number(findings, operand, name);
            case YES_NO -> YamlValues.yes(findings, operand, name);
            case TEXT, LIST -> coded(name, operand, YamlValues.text(findings, operand, name));
        };
    }
}
