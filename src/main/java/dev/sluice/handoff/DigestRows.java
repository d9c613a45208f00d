package dev.sluice.handoff;

import dev.sluice.handoff.Digest.DueItem;
import dev.sluice.platform.database.Row;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the morning digest. */
@Component
class DigestRows {
    private final JdbcClient jdbc;

    DigestRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A lead of the user. */
    record OwnedLead(long personId, int funnelId, String title, String stage, Instant since) {}

    /** The leads of a user, the newest first. */
    List<OwnedLead> leads(int workspace, int user, int limit) {
        return jdbc.sql("""
                        SELECT l.person_id, l.funnel_id, coalesce(p.name, p.email, 'Lead ' || l.person_id) AS title, l.stage,
                               l.since
                        FROM lead_assignment l
                        LEFT JOIN report_person p ON p.workspace_id = l.workspace_id AND p.id = l.person_id
                        WHERE l.workspace_id = ? AND l.owner_id = ? ORDER BY l.since DESC LIMIT ?""")
                .params(workspace, user, limit)
                .query(Row.mapper(OwnedLead.class))
                .list();
    }

    List<DueItem> dueClocks(int workspace, int user, Instant before, int limit) {
        return jdbc.sql("""
                        SELECT c.person_id AS person, coalesce(p.name, p.email, 'Lead ' || c.person_id) AS title,
                               'Answer: ' || replace(c.class, '_', ' ') AS what, c.due_at AS at
                        FROM response_clock c
                        LEFT JOIN report_person p ON p.workspace_id = c.workspace_id AND p.id = c.person_id
                        WHERE c.workspace_id = ? AND c.owner_id = ? AND c.met_at IS NULL AND c.ended_at IS NULL AND c.due_at < ?
                        ORDER BY c.due_at, c.id LIMIT ?""")
                .params(workspace, user, Timestamp.from(before), limit)
                .query(Row.mapper(DueItem.class))
                .list();
    }

    List<DueItem> dueTasks(int workspace, int user, Instant before, int limit) {
        return jdbc.sql("""
                        SELECT t.person_id AS person, coalesce(p.name, p.email, 'Lead ' || t.person_id) AS title, t.what,
                               t.due_at AS at
                        FROM next_step t
                        LEFT JOIN report_person p ON p.workspace_id = t.workspace_id AND p.id = t.person_id
                        WHERE t.workspace_id = ? AND t.owner_id = ? AND t.done_at IS NULL AND t.due_at < ?
                        ORDER BY t.due_at, t.id LIMIT ?""")
                .params(workspace, user, Timestamp.from(before), limit)
                .query(Row.mapper(DueItem.class))
                .list();
    }
}
