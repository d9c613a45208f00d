package dev.sluice.person;

import dev.sluice.person.Merges.MergeResult;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Row;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and writes merges of people. */
@Component
class MergeRows {
    /** The first half of the advisory lock's number: merging; the second is the workspace. */
    private static final int LOCK = 1;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    MergeRows(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void lock(int workspace) {
        jdbc.sql("SELECT pg_advisory_xact_lock(?, ?)::text")
                .params(LOCK, workspace)
                .query(String.class)
                .optional();
    }

    /** The person that this one was merged into, or itself. */
    long survivor(int workspace, long person) {
        return jdbc.sql("SELECT coalesce(merged_into, id) FROM person WHERE workspace_id = ? AND id = ?")
                .params(workspace, person)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new NotFound("There is no such person."));
    }

    /** Merges one person into another, who keeps its own values where both have one. */
    void merge(int workspace, long survivor, long merged, @Nullable Integer user, String reason) {
        jdbc.sql("""
                        INSERT INTO merge (workspace_id, survivor, merged, merged_group, at, by_user, because)
                        SELECT ?, ?, ?, ARRAY[?]::bigint[] || coalesce(array_agg(id), '{}'), ?, ?, ?
                        FROM person WHERE workspace_id = ? AND merged_into = ?""")
                .param(workspace)
                .param(survivor)
                .param(merged)
                .param(merged)
                .param(Timestamp.from(clock.instant()))
                .param(user)
                .param(reason)
                .param(workspace)
                .param(merged)
                .update();
        jdbc.sql("UPDATE person SET merged_into = ? WHERE workspace_id = ? AND (id = ? OR merged_into = ?)")
                .params(survivor, workspace, merged, merged)
                .update();
        jdbc.sql("""
                        UPDATE person s SET
                            email = coalesce(s.email, m.email), user_key = coalesce(s.user_key, m.user_key),
                            name = coalesce(s.name, m.name), name_key = coalesce(s.name_key, m.name_key),
                            role = coalesce(s.role, m.role),
                            phone = coalesce(s.phone, m.phone), company_id = coalesce(s.company_id, m.company_id),
                            traits = m.traits || s.traits,
                            identified_at = least(s.identified_at, m.identified_at),
                            origin = CASE WHEN m.created_at < s.created_at THEN coalesce(m.origin, s.origin)
                                     ELSE coalesce(s.origin, m.origin) END,
                            first_touch = CASE WHEN m.created_at < s.created_at THEN coalesce(m.first_touch, s.first_touch)
                                          ELSE coalesce(s.first_touch, m.first_touch) END,
                            first_source_id = CASE WHEN m.created_at < s.created_at
                                              THEN coalesce(m.first_source_id, s.first_source_id)
                                              ELSE coalesce(s.first_source_id, m.first_source_id) END
                        FROM person m
                        WHERE s.workspace_id = ? AND s.id = ? AND m.workspace_id = ? AND m.id = ?""").params(workspace, survivor, workspace, merged).update();
    }

    /** Separates the group of a merge from the person; returns the number of the person who is separate then. */
    long undo(int workspace, long person, long mergeId) {
        List<Long> group = jdbc.sql("""
                        UPDATE merge SET undone_at = ?
                        WHERE workspace_id = ? AND id = ? AND undone_at IS NULL
                          AND survivor IN (SELECT id FROM person WHERE workspace_id = ? AND (id = ? OR merged_into = ?))
                        RETURNING merged_group""")
                .params(Timestamp.from(clock.instant()), workspace, mergeId, workspace, person, person)
                .query(Row.map(row -> row.longs("merged_group")))
                .optional()
                .orElseThrow(() -> new NotFound("There is no such merge, or it is undone already."));
        long separate = group.getFirst();
        for (long id : group) {
            // a record that another undo separated from the group meanwhile stays separate
            jdbc.sql("UPDATE person SET merged_into = ? WHERE workspace_id = ? AND id = ? AND merged_into = ?")
                    .param(id == separate ? null : separate)
                    .params(workspace, id, person)
                    .update();
        }
        return separate;
    }

    List<MergeResult> history(int workspace, long person) {
        return jdbc.sql("""
                        SELECT m.id, m.merged, p.name, p.email, p.identified_at IS NOT NULL AS is_identified, m.at,
                               u.name AS by, m.because, m.undone_at
                        FROM merge m
                        JOIN person p ON p.workspace_id = m.workspace_id AND p.id = m.merged
                        LEFT JOIN shared_user u ON u.id = m.by_user
                        WHERE m.workspace_id = ? AND m.survivor IN
                            (SELECT id FROM person WHERE workspace_id = ? AND (id = ? OR merged_into = ?))
                        ORDER BY m.at DESC, m.id DESC LIMIT 100""")
                .params(workspace, workspace, person, person)
                .query(Row.map(row -> new MergeResult(
                        row.longValue("id"),
                        row.longValue("merged"),
                        Person.title(
                                row.longValue("merged"),
                                row.bool("is_identified"),
                                row.optionalText("name"),
                                row.optionalText("email")),
                        row.instant("at"),
                        row.optionalText("by"),
                        row.text("because"),
                        row.optionalInstant("undone_at"))))
                .list();
    }
}
