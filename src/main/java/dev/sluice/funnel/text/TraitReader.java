package dev.sluice.funnel.text;

import dev.sluice.funnel.Criterion;
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
            Yaml given = block.get(test);
            if (given != null) {
                tests.add(test(name, type, test, given));
            }
        }
        if (tests.isEmpty()) {
            findings.error(value, "expected a test, one of " + String.join(", ", Keywords.TRAIT_TEST));
            return CriterionReader.UNREAD;
        }
        return CriterionReader.one(tests);
    }

    private void unknownTrait(Yaml.YamlText key) {
        if (names.kinds().contains(key.value())) {
            findings.error(
                    key, "\"" + key.value() + "\" is a signal kind: write happened: {" + key.value() + ": \"*\"}");
            return;
        }
        List<String> known = new ArrayList<>(Keywords.CRITERION);
        known.addAll(names.traits().keySet());
        findings.error(
                key,
                "no trait \"" + key.value() + "\" is known" + BlockReader.guess(key.value(), known)
                        + " A trait of your own is declared under traits:");
    }

    private Criterion test(String name, TraitType type, String test, Yaml given) {
        return switch (test) {
            case "in" -> in(name, given);
            case "not_in" -> new Criterion.NotIn(name, values(given, test));
            case "between" -> {
                numeric(name, type, test, given);
                double[] limits = YamlValues.limits(findings, given);
                yield new Criterion.Between(name, limits[0], limits[1]);
            }
            case "at_least" -> {
                numeric(name, type, test, given);
                yield new Criterion.AtLeast(name, YamlValues.number(findings, given, test));
            }
            case "at_most" -> {
                numeric(name, type, test, given);
                yield new Criterion.AtMost(name, YamlValues.number(findings, given, test));
            }
            case "matches" -> {
                if (type == TraitType.NUMBER || type == TraitType.YES_NO) {
                    findings.error(given, "matches needs a trait of text; " + name + " is " + type.word());
                }
                yield new Criterion.Matches(name, YamlValues.text(findings, given, test));
            }
            case "is" -> new Criterion.Is(name, value(name, type, given));
            case "is_free_mail" -> {
                belongs(name, "email", test, given);
                yield new Criterion.IsFreeMail(YamlValues.yes(findings, given, test));
            }
            case "has_owner" -> {
                belongs(name, "company", test, given);
                yield new Criterion.HasOwner(YamlValues.yes(findings, given, test));
            }
            default -> throw new IllegalStateException(test);
        };
    }

    private void numeric(String name, TraitType type, String test, Yaml given) {
        if (type != TraitType.NUMBER) {
            findings.error(given, test + " needs a trait of numbers; " + name + " is " + type.word());
        }
    }

    private void belongs(String name, String wanted, String test, Yaml given) {
        if (!name.equals(wanted)) {
            findings.error(given, test + " belongs to " + wanted + ", not to " + name);
        }
    }

    private Criterion in(String name, Yaml given) {
        return new Criterion.In(name, values(given, "in"));
    }

    private List<String> values(Yaml given, String test) {
        List<Yaml> items = YamlValues.items(findings, given, test);
        if (items.isEmpty() && given instanceof Yaml.Items) {
            findings.error(
                    given,
                    test.equals("in")
                            ? "in with an empty list can never be met: name at least one value"
                            : "not_in with an empty list says nothing: name at least one value");
        }
        return items.stream()
                .map(item -> YamlValues.text(findings, item, test))
                .toList();
    }

    private Object value(String name, TraitType type, Yaml given) {
        return switch (type) {
            case NUMBER -> YamlValues.number(findings, given, name);
            case YES_NO -> YamlValues.yes(findings, given, name);
            case TEXT, LIST -> YamlValues.text(findings, given, name);
        };
    }

}
