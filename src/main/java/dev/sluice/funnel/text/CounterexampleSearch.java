package dev.sluice.funnel.text;

import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.text.PartialLead.UndecidedLead;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a lead of which something is true, by settling one open question after the other. Of each trait only the
 * values are tried between which the definition can tell, so a search that ends is a proof. One that grows too long,
 * or where patterns overlap in ways that are not tried, ends in "there may be one": no definition is refused on a guess.
 */
final class CounterexampleSearch {

    /** The result of a search. */
    sealed interface SearchResult {
        record FoundCounterexample(PartialLead lead) implements SearchResult {}

        record NoCounterexample() implements SearchResult {}

        record Undecided() implements SearchResult {}
    }

    private static final int MAX_STEPS = 50_000;

    private final Definition definition;
    private final int stagesBefore;
    private final ProbeValues values;
    private final @Nullable Set<String> given;
    private int steps;

    /** @param stagesBefore how many stages the lead may be in, from the first */
    CounterexampleSearch(Definition definition, int stagesBefore) {
        this(definition, stagesBefore, null);
    }

    /** @param given the only traits that the lead may have, null for any */
    CounterexampleSearch(Definition definition, int stagesBefore, @Nullable Set<String> given) {
        this.definition = definition;
        this.stagesBefore = stagesBefore;
        this.given = given;
        values = new ProbeValues(definition);
    }

    SearchResult find(Function<PartialLead, Truth> condition) {
        steps = 0;
        values.clear();
        PartialLead lead = new PartialLead(definition);
        if (search(lead, condition)) {
            return new SearchResult.FoundCounterexample(lead);
        }
        return values.incomplete() || steps > MAX_STEPS
                ? new SearchResult.Undecided()
                : new SearchResult.NoCounterexample();
    }

    private boolean search(PartialLead lead, Function<PartialLead, Truth> condition) {
        if (++steps > MAX_STEPS) {
            return false;
        }
        lead.open = null;
        Truth truth = condition.apply(lead);
        UndecidedLead open = lead.open;
        if (truth != Truth.OPEN || open == null) {
            return truth == Truth.YES;
        }
        for (Object value : candidates(open)) {
            lead.settled.put(open, value);
            if (search(lead, condition)) {
                return true;
            }
        }
        lead.settled.remove(open);
        return false;
    }

    private List<Object> candidates(UndecidedLead open) {
        if (open.criterion() != null) {
            return List.of(false, true);
        }
        return switch (open.name()) {
            case PartialLead.STAGE -> {
                List<Object> stages = new ArrayList<>(List.of(PartialLead.NONE));
                definition.stages().stream().limit(stagesBefore).forEach(stage -> stages.add(stage.id()));
                yield stages;
            }
            case PartialLead.ENGAGEMENT -> values.engagements();
            default ->
                given == null || given.contains(open.name()) ? values.ofTrait(open.name()) : List.of(PartialLead.NONE);
        };
    }

    /** The highest sum of points that the fit rules can give to one lead. */
    int maxFit() {
        int low = 0;
        int high = definition.fit().stream()
                .mapToInt(rule -> Math.max(0, rule.points()))
                .sum();
        while (low < high) {
            int middle = (low + high + 1) / 2;
            Criterion enough = new Criterion.FitAtLeast(middle, Double.POSITIVE_INFINITY);
            if (find(lead -> lead.holds(enough, PartialEvidence.FREE)) instanceof SearchResult.NoCounterexample) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return low;
    }

    static @Nullable PartialLead found(SearchResult result) {
        return result instanceof SearchResult.FoundCounterexample found ? found.lead() : null;
    }
}
