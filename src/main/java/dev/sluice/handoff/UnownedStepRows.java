package dev.sluice.handoff;

import dev.sluice.platform.database.Row;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of next steps that no member of the workspace has. */
@Component
class UnownedStepRows {
    private final JdbcClient jdbc;

    UnownedStepRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An open step without an owner. */
    record UnownedStep(long id, long personId) {}

    /** Those that are due first. */
    List<UnownedStep> first(int workspace, int limit) {
        return jdbc.sql("""
                        SELECT id, person_id FROM next_step t WHERE workspace_id = :w AND done_at IS NULL
                          AND NOT EXISTS (SELECT FROM shared_member m WHERE m.workspace_id = :w AND m.user_id = t.owner_id)
                        ORDER BY due_at, id LIMIT :limit""")
                .param("w", workspace)
                .param("limit", limit)
                .query(Row.mapper(UnownedStep.class))
                .list();
    }

    void own(int workspace, long id, int owner) {
        jdbc.sql("UPDATE next_step SET owner_id = ? WHERE workspace_id = ? AND id = ?")
                .params(owner, workspace, id)
                .update();
    }
}
