package dev.sluice.handoff;

import dev.sluice.funnel.Standing;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.SqlArray;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The look that a flag asks for: a nurtured lead is in somebody's hands until they have answered it and nothing more is
 * planned, and the same flag asks once.
 */
@Component
class FlagReviews {
    private final JdbcClient jdbc;
    private final ResponseClocks clocks;
    private final Tasks tasks;
    private final TodayUpdates queue;
    private final InstantSource clock;

    FlagReviews(JdbcClient jdbc, ResponseClocks clocks, Tasks tasks, TodayUpdates queue, InstantSource clock) {
        this.jdbc = jdbc;
        this.clocks = clocks;
        this.tasks = tasks;
        this.queue = queue;
        this.clock = clock;
    }

    /** When the latest of the flags that are not known yet was raised; null when there is none. */
    static @Nullable Instant newest(Standing standing, Set<String> known) {
        return standing.flags().entrySet().stream()
                .filter(flag -> !known.contains(flag.getKey()))
                .map(flag -> Time.instant(flag.getValue()))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Those who come for a flag since which somebody had them already. */
    Set<LeadAssignments.EnteringLead> had(
            int workspace, HandoffPolicy hands, List<LeadAssignments.EnteringLead> coming) {
        Set<LeadAssignments.EnteringLead> had = new HashSet<>(coming);
        had.removeIf(one -> hands.state(one.stage()) != LeadAssignment.AssignmentState.FLAGGED);
        if (!had.isEmpty()) {
            Map<Long, Instant> last = clocks.last(
                    workspace,
                    hands.run().funnel(),
                    List.of(HandoffPolicy.FLAGGED, HandoffPolicy.INBOUND),
                    had.stream().map(LeadAssignments.EnteringLead::person).toList());
            had.removeIf(one -> last.getOrDefault(one.person(), Instant.MIN).isBefore(one.since()));
        }
        return had;
    }

    /**
     * Those of these flagged leads that are answered, and about whom nothing more is planned, are nurtured on.
     *
     * @param people null for everybody
     * @param rejected who of them is nurtured on whatever is still planned
     */
    void end(int workspace, @Nullable Collection<Long> people, Set<Long> rejected) {
        Map<Long, @Nullable Integer> owners = remove(workspace, people, rejected);
        if (!owners.isEmpty()) {
            Instant now = clock.instant();
            clocks.callOff(workspace, null, owners.keySet(), now);
            tasks.callOff(workspace, owners.keySet(), now);
            owners.values().forEach(owner -> queue.changed(workspace, owner));
        }
    }

    /** Takes out flagged leads without a running clock or an open task; returns whose they were. */
    private Map<Long, @Nullable Integer> remove(int workspace, @Nullable Collection<Long> people, Set<Long> rejected) {
        Map<Long, @Nullable Integer> owners = new HashMap<>();
        jdbc.sql("""
                        DELETE FROM lead_assignment l
                        WHERE workspace_id = :w AND state = 'flagged' AND (:all OR person_id = ANY (:people))
                          AND (person_id = ANY (:rejected)
                               OR NOT EXISTS (SELECT FROM response_clock WHERE workspace_id = :w AND person_id = l.person_id
                                              AND met_at IS NULL AND ended_at IS NULL)
                               AND NOT EXISTS (SELECT FROM task WHERE workspace_id = :w AND person_id = l.person_id
                                               AND done_at IS NULL))
                        RETURNING person_id, owner_id""")
                .param("w", workspace)
                .param("all", people == null)
                .param("people", SqlArray.bigint(people == null ? List.of() : people))
                .param("rejected", SqlArray.bigint(rejected))
                .query(row -> {
                    owners.put(row.getLong(1), row.getObject(2, Integer.class));
                });
        return owners;
    }
}
