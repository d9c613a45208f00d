package dev.sluice.people.search;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Standing.StandingOutcome;
import dev.sluice.platform.BadInput;
import dev.sluice.standing.DefinitionRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a filter of people from the parameters of an address, and rejects what it does not understand. */
public final class PeopleFilterReader {
    private static final Set<String> NAMES = Set.of(
            "q",
            "funnel",
            "stage",
            "outcome",
            "source",
            "form",
            "fit",
            "engagement",
            "flag",
            "from",
            "to",
            "company",
            "reached",
            "since",
            "until",
            "sort");
    private static final String NONE = "none";
    private static final String ANY = "any";

    private PeopleFilterReader() {}

    /**
     * Reads a filter.
     *
     * @param params the parameters of the address; blank ones are ignored
     * @param also names of parameters that belong to the caller
     * @param fallback the order when none is requested
     * @throws BadInput when a name is unknown or a value does not exist
     */
    public static PeopleFilter read(
            Map<String, List<String>> params, Set<String> also, List<DefinitionRun> active, PeopleSort fallback) {
        FilterParams values = FilterParams.of(params, NAMES, also);
        String q = values.text("q");
        DefinitionRun run = run(values.text("funnel"), active);
        List<String> stages = values.texts("stage");
        String sort = values.text("sort");
        PeopleSort order = sort.isEmpty() ? fallback : PeopleSort.of(sort);
        return new PeopleFilter(
                q,
                run,
                stages(stages, run, q.isEmpty()),
                stages,
                outcome(values.text("outcome")),
                values.text("source"),
                values.text("form"),
                values.number("fit"),
                values.number("engagement"),
                values.text("flag"),
                values.date("from"),
                values.date("to"),
                values.company("company"),
                reached(values.text("reached"), run),
                values.date("since"),
                values.date("until"),
                run == null && order == PeopleSort.ENGAGEMENT ? PeopleSort.NEWEST : order);
    }

    private static @Nullable DefinitionRun run(String name, List<DefinitionRun> active) {
        if (name.isEmpty()) {
            return active.isEmpty() ? null : active.getFirst();
        }
        return active.stream()
                .filter(run -> run.definition().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        "funnel", "There is no active funnel \"" + name + "\"; there " + names(active) + "."));
    }

    private static String names(List<DefinitionRun> active) {
        return active.isEmpty()
                ? "is none"
                : "are " + active.stream().map(run -> run.definition().name()).collect(Collectors.joining(", "));
    }

    private static @Nullable List<Integer> stages(
            List<String> names, @Nullable DefinitionRun run, boolean notSearching) {
        if (run == null) {
            if (names.stream().anyMatch(name -> !name.equals(ANY) && !name.equals(NONE))) {
                throw new BadInput("stage", "No funnel is active yet, so that there are no stages.");
            }
            return null;
        }
        if (names.contains(ANY) || (names.isEmpty() && !notSearching)) {
            return null;
        }
        List<Definition.Stage> all = run.definition().stages();
        List<Integer> positions = new ArrayList<>();
        for (String name : names) {
            int position = name.equals(NONE) ? -1 : run.position(name);
            if (position < 0 && !name.equals(NONE)) {
                throw new BadInput(
                        "stage",
                        "There is no stage \"" + name + "\" in this funnel; use "
                                + String.join(
                                        ", ",
                                        all.stream().map(Definition.Stage::id).toList()) + ", none or any.");
            }
            positions.add(position);
        }
        if (names.isEmpty()) {
            for (int i = 0; i < all.size(); i++) {
                positions.add(i);
            }
        }
        return positions;
    }

    private static @Nullable Integer reached(String stage, @Nullable DefinitionRun run) {
        if (stage.isEmpty()) {
            return null;
        }
        int position = run == null ? -1 : run.position(stage);
        if (position < 0) {
            throw new BadInput("reached", "There is no stage \"" + stage + "\" in this funnel.");
        }
        return position;
    }

    private static @Nullable StandingOutcome outcome(String code) {
        if (code.isEmpty()) {
            return null;
        }
        return Arrays.stream(StandingOutcome.values())
                .filter(outcome -> outcome.name().toLowerCase(Locale.ROOT).equals(code))
                .findFirst()
                .orElseThrow(() -> new BadInput("outcome", "Choose one of active, won, lost, disqualified."));
    }
}
