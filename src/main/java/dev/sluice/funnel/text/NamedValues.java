package dev.sluice.funnel.text;

import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.TraitValues;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The values that the tests of one trait name. */
final class NamedValues {
    final Set<String> texts = new LinkedHashSet<>();
    final Set<Double> numbers = new TreeSet<>();
    boolean yesNo;
    int patterns;

    void add(Criterion.OfTrait test) {
        switch (test) {
            case Criterion.In in -> texts.addAll(in.values());
            case Criterion.NotIn notIn -> texts.addAll(notIn.values());
            case Criterion.Between b -> numbers.addAll(List.of(b.low(), b.high()));
            case Criterion.AtLeast a -> numbers.add(a.value());
            case Criterion.AtMost a -> numbers.add(a.value());
            case Criterion.Matches m -> {
                patterns++;
                texts.add(m.pattern().replace("*", ""));
                texts.add(m.pattern().replace("*", "x"));
            }
            case Criterion.Is is -> add(is.value());
            case Criterion.IsFreeMail _, Criterion.HasOwner _ -> yesNo = true;
        }
    }

    private void add(Object value) {
        if (value instanceof Double number) {
            numbers.add(number);
        } else if (value instanceof Boolean) {
            yesNo = true;
        } else {
            texts.add(TraitValues.text(value));
        }
    }
}
