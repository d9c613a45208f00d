package dev.sluice.people;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Standing.StandingOutcome;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.StorableText;
import dev.sluice.standing.DefinitionRun;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a list is to show, read from an address.
 *
 * @param run the funnel's deciding reading, null while no funnel decides
 * @param stages positions of the stages asked for, -1 for people in none; null asks for everybody
 * @param reached position of a stage that they must have reached, wherever they stand now
 * @param since the first day on which they may have entered the funnel, or been seen where they have not
 * @param stageNames as they were asked for; empty when nothing was
 */
record PeopleFilter(
        String q,
        @Nullable DefinitionRun run,
        @Nullable List<Integer> stages,
        List<String> stageNames,
        @Nullable StandingOutcome outcome,
        String source,
        String form,
        @Nullable Integer fit,
        @Nullable Integer engagement,
        String flag,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Long company,
        @Nullable Integer reached,
        @Nullable LocalDate since,
        PeopleSort sort) {

    static final Set<String> NAMES = Set.of(
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
            "sort");
    private static final String NONE = "none";
    private static final String ANY = "any";
    private static final int LONGEST = 200;

    /**
     * Reads a filter.
     *
     * @param said the address's parameters; blank ones count as not said
     * @param also names that belong to the caller
     * @throws BadInput when a name is unknown or a value is none of those there are
     */
    static PeopleFilter of(
            Map<String, List<String>> said, Set<String> also, List<DefinitionRun> active, PeopleSort usual) {
        said.keySet().stream()
                .filter(name -> !NAMES.contains(name) && !also.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new BadInput(
                            name,
                            "There is no filter of this name; use "
                                    + String.join(", ", NAMES.stream().sorted().toList()) + ".");
                });
        String q = text(said, "q");
        DefinitionRun run = run(text(said, "funnel"), active);
        List<String> stages = said.getOrDefault("stage", List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        String sort = text(said, "sort");
        PeopleSort order = sort.isEmpty() ? usual : PeopleSort.of(sort);
        return new PeopleFilter(
                q,
                run,
                stages(stages, run, q.isEmpty()),
                stages,
                outcome(text(said, "outcome")),
                text(said, "source"),
                text(said, "form"),
                number(said, "fit"),
                number(said, "engagement"),
                text(said, "flag"),
                date(said, "from"),
                date(said, "to"),
                company(said),
                reached(text(said, "reached"), run),
                date(said, "since"),
                run == null && order == PeopleSort.ENGAGEMENT ? PeopleSort.NEWEST : order);
    }

    /** Whether anything but funnel, stage and order narrows the list. */
    boolean narrowed() {
        return !q.isEmpty()
                || outcome != null
                || !source.isEmpty()
                || !form.isEmpty()
                || fit != null
                || engagement != null
                || !flag.isEmpty()
                || from != null
                || to != null
                || company != null
                || reached != null
                || since != null;
    }

    private static @Nullable DefinitionRun run(String name, List<DefinitionRun> active) {
        if (name.isEmpty()) {
            return active.isEmpty() ? null : active.getFirst();
        }
        return active.stream()
                .filter(run -> run.definition().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        "funnel",
                        "There is no active funnel \"" + name + "\"; there "
                                + (active.isEmpty()
                                        ? "is none"
                                        : "are "
                                                + String.join(
                                                        ", ",
                                                        active.stream()
                                                                .map(run -> run.definition()
                                                                        .name())
                                                                .toList()))
                                + "."));
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

    private static String text(Map<String, List<String>> said, String name) {
        String value = said.getOrDefault(name, List.of()).stream().findFirst().orElse("");
        String clean = StorableText.text(value).strip();
        if (clean.length() > LONGEST) {
            throw new BadInput(name, "Write at most " + LONGEST + " characters.");
        }
        return clean;
    }

    private static @Nullable Integer number(Map<String, List<String>> said, String name) {
        String value = text(said, name);
        if (value.isEmpty()) {
            return null;
        }
        try {
            int number = Integer.parseInt(value);
            if (Math.abs(number) <= 1_000_000) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the sentence below
        }
        throw new BadInput(name, "Write a whole number of points.");
    }

    private static @Nullable Long company(Map<String, List<String>> said) {
        String value = text(said, "company");
        try {
            return value.isEmpty() ? null : (Long) Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            throw new BadInput("company", "Write the number of a company.");
        }
    }

    private static @Nullable LocalDate date(Map<String, List<String>> said, String name) {
        String value = text(said, name);
        try {
            LocalDate date = value.isEmpty() ? null : LocalDate.parse(value);
            if (date == null || (date.getYear() >= 1900 && date.getYear() <= 9000)) {
                return date;
            }
        } catch (DateTimeParseException notADate) {
            // falls through to the sentence below
        }
        throw new BadInput(name, "Write a day like 2026-01-31.");
    }
}
