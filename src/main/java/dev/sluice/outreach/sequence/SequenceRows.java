package dev.sluice.outreach.sequence;

import dev.sluice.outreach.sequence.Sequence.Status;
import dev.sluice.platform.Json;
import dev.sluice.platform.database.Row;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sequences and their versions. */
@Component
class SequenceRows {
    private static final String SEQUENCE = """
            SELECT s.name, s.status, s.paused_why, s.version, v.plan::text AS plan FROM sequence s
            JOIN sequence_version v ON v.workspace_id = s.workspace_id AND v.name = s.name AND v.version = s.version
            WHERE s.workspace_id = ?
            """;

    private final JdbcClient jdbc;

    SequenceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Sequence> all(int workspace) {
        return jdbc.sql(SEQUENCE + "ORDER BY s.name")
                .param(workspace)
                .query(Row.map(SequenceRows::sequence))
                .list();
    }

    Optional<Sequence> find(int workspace, String name) {
        return jdbc.sql(SEQUENCE + "AND s.name = ?")
                .params(workspace, name)
                .query(Row.map(SequenceRows::sequence))
                .optional();
    }

    private static Sequence sequence(Row row) {
        return new Sequence(
                row.text("name"),
                row.constant("status", Status.class),
                row.text("paused_why"),
                row.intValue("version"),
                SequenceDefinition.read(row.object("plan")));
    }

    /** The definition of a version that people may still be in. */
    Optional<SequenceDefinition> version(int workspace, String name, int version) {
        return jdbc.sql("SELECT plan::text FROM sequence_version WHERE workspace_id = ? AND name = ? AND version = ?")
                .params(workspace, name, version)
                .query(String.class)
                .optional()
                .map(json -> SequenceDefinition.read(Json.object(json)));
    }

    /** The ids of all steps that any version of it has had. */
    Set<String> ids(int workspace, String name) {
        return Set.copyOf(
                jdbc.sql("""
                        SELECT DISTINCT jsonb_path_query(plan, '$.steps.**.id') #>> '{}' FROM sequence_version
                        WHERE workspace_id = ? AND name = ?""").params(workspace, name).query(String.class).list());
    }

    /** False where the name is taken. */
    boolean insert(
            int workspace, String name, Status status, SequenceDefinition plan, @Nullable Integer by, Instant at) {
        int made = jdbc.sql("""
                        INSERT INTO sequence (workspace_id, name, status, version, changed_at) VALUES (?, ?, ?, 1, ?)
                        ON CONFLICT DO NOTHING""")
                .params(workspace, name, status.code(), Timestamp.from(at))
                .update();
        if (made == 1) {
            version(workspace, name, 1, plan, by, at);
        }
        return made == 1;
    }

    private void version(
            int workspace, String name, int version, SequenceDefinition plan, @Nullable Integer by, Instant at) {
        jdbc.sql("""
                        INSERT INTO sequence_version (workspace_id, name, version, plan, at, by_user)
                        VALUES (?, ?, ?, ?::jsonb, ?, ?)""")
                .param(workspace)
                .param(name)
                .param(version)
                .param(Json.write(plan.asJson()))
                .param(Timestamp.from(at))
                .param(by)
                .update();
    }

    /** Makes a new version when no one else has meanwhile; false otherwise. */
    boolean change(int workspace, String name, int from, SequenceDefinition plan, @Nullable Integer by, Instant at) {
        int changed =
                jdbc.sql("""
                        UPDATE sequence SET version = version + 1, changed_at = ?
                        WHERE workspace_id = ? AND name = ? AND version = ?""").params(Timestamp.from(at), workspace, name, from).update();
        if (changed == 1) {
            version(workspace, name, from + 1, plan, by, at);
            jdbc.sql("""
                            UPDATE enrolment SET priority = ? WHERE workspace_id = ? AND sequence = ?
                              AND state IN ('active', 'paused') AND priority <> ?""")
                    .params(plan.priority(), workspace, name, plan.priority())
                    .update();
        }
        return changed == 1;
    }

    void status(int workspace, String name, Status status, String why, Instant at) {
        jdbc.sql("""
                        UPDATE sequence SET status = ?, paused_why = ?, changed_at = ?
                        WHERE workspace_id = ? AND name = ?""")
                .params(status.code(), why, Timestamp.from(at), workspace, name)
                .update();
    }
}
