package dev.sluice.insight.whatif;

import dev.sluice.handoff.CapacitySimulation.Expected;
import dev.sluice.platform.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A definition that is being tried, or has been.
 *
 * @param from people who began from this instant on are compared; null for all
 * @param result null until it is done
 */
record WhatIfRun(
        long id,
        String funnel,
        String yaml,
        @Nullable Instant from,
        TrialState state,
        long done,
        long total,
        String fault,
        @Nullable WhatIfOutcome result) {
    /** "+12", "−3", or a dash where nothing changes. */
    static String change(long now, long then) {
        return now == then ? "–" : String.format(Locale.ROOT, "%s%,d", then > now ? "+" : "−", Math.abs(then - now));
    }

    enum TrialState {
        RUNNING,
        DONE,
        FAILED
    }

    /** A stage as the deciding definition fills it and as the tried one would; a stage that only one has counts 0 in the other. */
    record StageOutcomeCount(String stage, long reachedNow, long reachedThen, long hereNow, long hereThen) {}

    /** Somebody who stands, or ended, elsewhere. */
    record Elsewhere(long person, String before, String after) {}

    /**
     * What came out.
     *
     * @param handedNow leads handed to sales in the period, and {@code handedThen} by the tried definition
     * @param expectedNow how soon the team would have answered them; null in runs from before that was reckoned
     * @param winsKept won people whom the tried definition would have handed to sales before they won
     * @param winsLost won people whom only the deciding one handed over
     * @param moved how many stand elsewhere; {@code elsewhere} has the first of them
     * @param weekdays in the period
     * @param cannotMap stages of the deciding definition in which people stand and that the tried one does not have
     */
    record WhatIfOutcome(
            long people,
            List<StageOutcomeCount> stages,
            Map<String, Long> outcomesNow,
            Map<String, Long> outcomesThen,
            long handedNow,
            long handedThen,
            @Nullable Expected expectedNow,
            @Nullable Expected expectedThen,
            List<Long> winsKept,
            List<Long> winsLost,
            long moved,
            List<Elsewhere> elsewhere,
            long weekdays,
            List<String> cannotMap) {
        String json() {
            return Json.write(this);
        }

        /** The stages, then the outcomes, as rows of cells, headings first. */
        List<List<@Nullable String>> cells() {
            List<List<@Nullable String>> cells = new ArrayList<>();
            cells.add(List.of("stage", "reached now", "would have reached", "stand there now", "would stand there"));
            stages.forEach(at -> cells.add(List.of(
                    at.stage(),
                    Long.toString(at.reachedNow()),
                    Long.toString(at.reachedThen()),
                    Long.toString(at.hereNow()),
                    Long.toString(at.hereThen()))));
            for (String outcome : List.of("won", "lost", "disqualified")) {
                cells.add(Arrays.asList(
                        outcome,
                        Long.toString(outcomesNow.getOrDefault(outcome, 0L)),
                        Long.toString(outcomesThen.getOrDefault(outcome, 0L)),
                        null,
                        null));
            }
            return cells;
        }

        /** Who stands elsewhere, as rows of cells, headings first. */
        List<List<@Nullable String>> people(Map<Long, String> names) {
            List<List<@Nullable String>> cells = new ArrayList<>();
            cells.add(List.of("person", "name", "now", "would be"));
            elsewhere.forEach(one -> cells.add(List.of(
                    Long.toString(one.person()),
                    names.getOrDefault(one.person(), "Person " + one.person()),
                    one.before(),
                    one.after())));
            return cells;
        }
    }
}
