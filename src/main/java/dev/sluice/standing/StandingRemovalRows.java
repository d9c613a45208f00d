package dev.sluice.standing;

import dev.sluice.platform.database.SqlArray;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deletes standings and what belongs to them: of merged and erased people, and of runs that no longer decide. */
@Component
public class StandingRemovalRows {
    private final JdbcClient jdbc;

    StandingRemovalRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order in which an evaluation locks them, so that neither waits for the other. */
    public void removeMerged(int workspace, Collection<Long> people) {
        removePeople(workspace, people, List.of("standing_state", "standing"));
    }

    public void erase(int workspace, Collection<Long> people) {
        removePeople(
                workspace,
                people,
                List.of("standing", "standing_state", "evaluation_queue", "replay_touched", "transition"));
    }

    private void removePeople(int workspace, Collection<Long> people, List<String> tables) {
        for (String table : tables) {
            jdbc.sql("DELETE FROM " + table + " WHERE workspace_id = ? AND person_id = ANY (?)")
                    .params(workspace, SqlArray.bigint(people))
                    .update();
        }
    }

    void removePeople(int workspace, DefinitionRun run, Collection<Long> people) {
        for (String table : List.of("standing", "standing_state")) {
            jdbc.sql("DELETE FROM " + table + " WHERE workspace_id = ? AND run = ? AND person_id = ANY (?)")
                    .params(workspace, run.id(), SqlArray.bigint(people))
                    .update();
        }
    }

    void removeRun(int workspace, DefinitionRun run) {
        for (String table : List.of("standing", "standing_state", "replay_touched")) {
            jdbc.sql("DELETE FROM " + table + " WHERE workspace_id = ? AND run = ?")
                    .params(workspace, run.id())
                    .update();
        }
    }

    /** Of the same funnel, but for a run that is being activated. */
    void removeOtherRuns(int workspace, DefinitionRun run) {
        for (String table : List.of("standing", "standing_state", "replay_touched")) {
            jdbc.sql("DELETE FROM " + table + " WHERE workspace_id = ? AND run IN"
                            + " (SELECT run FROM funnel_version WHERE workspace_id = ? AND funnel_id = ? AND run <> ?"
                            + " AND state <> 'activating')")
                    .params(workspace, workspace, run.funnel(), run.id())
                    .update();
        }
    }
}
