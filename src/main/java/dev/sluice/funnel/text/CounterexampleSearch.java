package dev.sluice.funnel.text;

import dev.sluice.funnel.CompiledDefinition;
import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.TraitValues;
import dev.sluice.funnel.Vocabulary;
import dev.sluice.funnel.text.PartialLead.Truth;
import dev.sluice.funnel.text.PartialLead.UndecidedLead;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a lead of which something is true, by settling one open question after the other. Of each trait only the
 * values are tried between which the definition can tell, so a search that ends is a proof. One that grows too long,
 * or where patterns overlap in ways not looked into, ends in "there may be one": no definition is refused by guess.
 */
final class CounterexampleSearch {

    /** What came of a search. */
    sealed interface SearchResult {
        record FoundCounterexample(PartialLead lead) implements SearchResult {}

        record Nobody() implements SearchResult {}

        record Unclear() implements SearchResult {}
    }

    private static final int MOST_STEPS = 50_000;

    private final Definition definition;
    private final List<Criterion> leaves = new ArrayList<>();
    private final int stagesBefore;
    private int steps;
    private boolean vague;

    /** @param stagesBefore how many stages the lead may be in, from the first */
    CounterexampleSearch(Definition definition, int stagesBefore) {
        this.definition = definition;
        this.stagesBefore = stagesBefore;
        definition.stages().forEach(stage -> {
            gather(stage.enter());
            stage.exit().forEach(exit -> gather(exit.when()));
        });
        definition.fit().forEach(rule -> gather(rule.when()));
        definition.flags().forEach(flag -> gather(flag.when()));
        definition.disqualify().forEach(rule -> gather(rule.when()));
        definition.lost().forEach(rule -> gather(rule.when()));
        definition.routing().forEach(rule -> gather(rule.when()));
    }

    private void gather(Criterion c) {
        if (CompiledDefinition.parts(c).isEmpty()) {
            leaves.add(c);
        }
        CompiledDefinition.parts(c).forEach(this::gather);
    }

    SearchResult find(Function<PartialLead, Truth> wanted) {
        steps = 0;
        vague = false;
        PartialLead world = new PartialLead(definition);
        if (search(world, wanted)) {
            return new SearchResult.FoundCounterexample(world);
        }
        return vague || steps > MOST_STEPS ? new SearchResult.Unclear() : new SearchResult.Nobody();
    }

    private boolean search(PartialLead world, Function<PartialLead, Truth> wanted) {
        if (++steps > MOST_STEPS) {
            return false;
        }
        world.asked = null;
        Truth truth = wanted.apply(world);
        UndecidedLead open = world.asked;
        if (truth != Truth.OPEN || open == null) {
            return truth == Truth.YES;
        }
        for (Object value : values(open)) {
            world.settled.put(open, value);
            if (search(world, wanted)) {
                return true;
            }
        }
        world.settled.remove(open);
        return false;
    }

    private List<Object> values(UndecidedLead open) {
        if (open.whole() != null) {
            return List.of(false, true);
        }
        return switch (open.what()) {
            case PartialLead.STAGE -> {
                List<Object> stages = new ArrayList<>(List.of(PartialLead.NONE));
                definition.stages().stream().limit(stagesBefore).forEach(stage -> stages.add(stage.id()));
                yield stages;
            }
            case PartialLead.ENGAGEMENT -> engagements();
            default -> traitValues(open.what());
        };
    }

    /** Nothing, every limit that is asked for and just below it, and as much as there can be. */
    private List<Object> engagements() {
        double most = ScoreBounds.engagement(definition, _ -> true);
        Set<Double> values = new TreeSet<>(List.of(0.0, Double.isInfinite(most) ? 1e9 : most));
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
                .filter(value -> value >= 0 && value <= Math.max(most, 0) && Double.isFinite(value))
                .map(value -> (Object) value)
                .toList();
    }

    private List<Object> traitValues(String trait) {
        Set<String> texts = new LinkedHashSet<>();
        Set<Double> numbers = new TreeSet<>();
        boolean yesNo = false;
        int patterns = 0;
        for (Criterion leaf : leaves) {
            if (!(leaf instanceof Criterion.OfTrait test) || !test.trait().equals(trait)) {
                continue;
            }
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
                case Criterion.Is is -> {
                    if (is.value() instanceof Double number) {
                        numbers.add(number);
                    } else if (is.value() instanceof Boolean) {
                        yesNo = true;
                    } else {
                        texts.add(TraitValues.text(is.value()));
                    }
                }
                case Criterion.IsFreeMail _, Criterion.HasOwner _ -> yesNo = true;
            }
        }
        vague |= patterns > 1;
        List<Object> values = new ArrayList<>();
        if (yesNo) {
            values.addAll(List.of(true, false));
        } else if (!numbers.isEmpty()) {
            values.addAll(between(numbers));
        }
        if (!texts.isEmpty() || values.isEmpty()) {
            values.add(other(trait, texts));
            values.addAll(texts);
        }
        if (texts.size() > 1 && !isText(trait)) {
            values.add(List.copyOf(texts));
            vague = true;
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
    private static String other(String trait, Set<String> taken) {
        List<String> likely = trait.equals("country") ? List.of("FR", "JP", "BR", "ZZ") : List.of("other", "another");
        for (String value : likely) {
            if (taken.stream().noneMatch(value::equalsIgnoreCase)) {
                return value;
            }
        }
        String value = "other";
        while (taken.contains(value)) {
            value += "x";
        }
        return value;
    }

    /** The most points that the fit rules can give to one lead. */
    int mostFit() {
        int low = 0;
        int high = definition.fit().stream()
                .mapToInt(rule -> Math.max(0, rule.points()))
                .sum();
        while (low < high) {
            int middle = (low + high + 1) / 2;
            Criterion enough = new Criterion.FitAtLeast(middle, Double.POSITIVE_INFINITY);
            if (find(world -> world.holds(enough, PartialLead.PartialEvidence.FREE)) instanceof SearchResult.Nobody) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return low;
    }

    static @Nullable PartialLead found(SearchResult answer) {
        return answer instanceof SearchResult.FoundCounterexample found ? found.lead() : null;
    }
}
