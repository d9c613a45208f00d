package dev.sluice.standing;

import dev.sluice.funnel.Fold;
import dev.sluice.funnel.Standing;
import dev.sluice.platform.Time;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The part of a standing that lists and reports read. Instants are microseconds. */
public record StandingSummary(
        int stage,
        int outcome,
        int fit,
        double rank,
        long enteredAt,
        @Nullable Long startedAt,
        int reached,
        String reachedAt,
        @Nullable String reason,
        String flags,
        @Nullable Long dueAt) {

    public static StandingSummary of(DefinitionRun run, Standing standing, long firstAt) {
        List<String> stages =
                run.definition().stages().stream().map(stage -> stage.id()).toList();
        Map<String, Long> visits = standing.reached();
        int reached = 0;
        StringBuilder reachedAt = new StringBuilder("{");
        Long started = null;
        for (int i = 0; i < stages.size(); i++) {
            Long at = visits.get(stages.get(i));
            reachedAt.append(i == 0 ? "" : ",").append(at == null ? "NULL" : Time.instant(at));
            if (at != null) {
                reached |= 1 << i;
                started = (reached & 1) != 0
                        ? visits.get(stages.getFirst())
                        : started == null ? at : Math.min(started, at);
            }
        }
        OptionalLong due = Fold.nextChange(run.definition(), standing);
        String stage = standing.stage();
        return new StandingSummary(
                stage == null ? -1 : run.position(stage),
                standing.outcome().ordinal(),
                standing.fit(),
                standing.rank(),
                standing.enteredAt() == 0 ? firstAt : standing.enteredAt(),
                started,
                reached,
                reachedAt.append('}').toString(),
                standing.reason(),
                standing.flags().keySet().stream().collect(Collectors.joining(",", "{", "}")),
                due.isPresent() ? due.getAsLong() : null);
    }
}
