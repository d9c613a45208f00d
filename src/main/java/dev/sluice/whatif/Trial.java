package dev.sluice.whatif;

import dev.sluice.platform.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A definition that is being tried, or has been.
 *
 * @param from people who began from this instant on are compared; null for all
 * @param result null until it is done
 */
record Trial(
        long id,
        String funnel,
        String yaml,
        @Nullable Instant from,
        State state,
        long done,
        long total,
        String fault,
        @Nullable Result result) {
    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /** A stage as the deciding definition fills it and as the tried one would; a stage that only one has counts 0 in the other. */
    record AtStage(String stage, long reachedNow, long reachedThen, long hereNow, long hereThen) {}

    /** Somebody who stands, or ended, elsewhere. */
    record Elsewhere(long person, String before, String after) {}

    /**
     * What came out.
     *
     * @param handedNow leads handed to sales in the period, and {@code handedThen} by the tried definition
     * @param winsKept won people whom the tried definition would have handed to sales before they won
     * @param winsLost won people whom only the deciding one handed over
     * @param moved how many stand elsewhere; {@code elsewhere} has the first of them
     * @param weekdays in the period
     * @param cannotMap stages of the deciding definition in which people stand and that the tried one does not have
     */
    record Result(
            long people,
            List<AtStage> stages,
            Map<String, Long> outcomesNow,
            Map<String, Long> outcomesThen,
            long handedNow,
            long handedThen,
            List<Long> winsKept,
            List<Long> winsLost,
            long moved,
            List<Elsewhere> elsewhere,
            long weekdays,
            List<String> cannotMap) {
        String json() {
            return Json.write(this);
        }
    }
}
