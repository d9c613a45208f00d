package dev.sluice.funnel.text;

import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The values of traits and of engagement between which a definition can tell, for {@link CounterexampleSearch}. */
final class ProbeValues {

    private final Definition definition;
    private final List<Criterion> leaves = new ArrayList<>();
    private boolean incomplete;

    ProbeValues(Definition definition) {
        this.definition = definition;
        definition.stages().forEach(stage -> {
            collect(stage.enter());
            stage.exit().forEach(exit -> collect(exit.when()));
        });
        definition.fit().forEach(rule -> collect(rule.when()));
        definition.flags().forEach(flag -> collect(flag.when()));
        definition.disqualify().forEach(rule -> collect(rule.when()));
        definition.lost().forEach(rule -> collect(rule.when()));
        definition.routing().forEach(rule -> collect(rule.when()));
    }

    private void collect(Criterion c) {
        if (c.parts().isEmpty()) {
            leaves.add(c);
        }
        c.parts().forEach(this::collect);
    }

    /** Whether values that may matter were left out of a trait since this was last cleared. */
    boolean incomplete() {
        return incomplete;
    }

    void clear() {
        incomplete = false;
    }

    /** None, every limit of a criterion and just below it, and as much as there can be. */
    List<Object> engagements() {
        double max = ScoreBounds.engagement(definition, _ -> true);
        Set<Double> values = new TreeSet<>(List.of(0.0, Double.isInfinite(max) ? 1e9 : max));
        for (Criterion leaf : leaves) {
            if (leaf instanceof Criterion.EngagementAtLeast e) {
                for (double limit : new double[] {e.atLeast(), e.atMost()}) {
                    values.addAll(
                            Set.of(limit).stream().filter(Double::isFinite).toList());
                    values.add(Math.nextDown(limit));
                    values.add(Math.nextUp(limit));
                }
            }
        }
        return values.stream()
                .filter(value -> value >= 0 && value <= Math.max(max, 0) && Double.isFinite(value))
                .map(value -> (Object) value)
                .toList();
    }

    List<Object> ofTrait(String trait) {
        NamedValues named = new NamedValues();
        leaves.forEach(leaf -> {
            if (leaf instanceof Criterion.OfTrait test && test.trait().equals(trait)) {
                named.add(test);
            }
        });
        incomplete |= named.patterns > 1;
        List<Object> values = new ArrayList<>();
        if (named.yesNo) {
            values.addAll(List.of(true, false));
        } else if (!named.numbers.isEmpty()) {
            values.addAll(between(named.numbers));
        }
        if (!named.texts.isEmpty() || values.isEmpty()) {
            values.add(other(trait, named.texts));
            values.addAll(named.texts);
        }
        if (named.texts.size() > 1 && !isText(trait)) {
            values.add(List.copyOf(named.texts));
            incomplete = true;
        }
        values.add(PartialLead.NONE);
        return values;
    }

    /** Lists can hold any choice of values, and not each of them is tried. */
    private boolean isText(String trait) {
        Vocabulary.TraitType type = definition.traits().get(trait);
        if (type == null) {
            Vocabulary.Trait standard = definition.vocabulary().trait(trait);
            type = standard == null ? null : standard.type();
        }
        return type == Vocabulary.TraitType.TEXT;
    }

    /** Each limit, the middle between neighbours, and one beyond either end. */
    private static List<Double> between(Set<Double> limits) {
        List<Double> sorted = List.copyOf(limits);
        List<Double> values = new ArrayList<>();
        for (int i = 1; i < sorted.size(); i++) {
            values.add((sorted.get(i - 1) + sorted.get(i)) / 2);
        }
        values.addAll(sorted);
        values.add(sorted.getFirst() - 1);
        values.add(sorted.getLast() + 1);
        return values;
    }

    /** A value that no rule names. */
    private static String other(String trait, Set<String> texts) {
        List<String> likely = trait.equals("country") ? List.of("FR", "JP", "BR", "ZZ") : List.of("other", "another");
        for (String value : likely) {
            if (texts.stream().noneMatch(value::equalsIgnoreCase)) {
                return value;
            }
        }
        String value = "other";
        while (texts.contains(value)) {
            value += "x";
        }
        return value;
    }
}
