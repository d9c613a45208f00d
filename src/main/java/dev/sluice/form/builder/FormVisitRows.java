package dev.sluice.form.builder;

import dev.sluice.form.FormSignals;
import dev.sluice.platform.Json;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.signal.kind.WebSignals;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of how far each visitor of a form came; runs inside the workspace's transaction. */
@Component
class FormVisitRows {
    /**
     * How many visitors of a form or an offer came how far.
     *
     * @param started visitors who began to fill it in, also those who only sent it
     * @param leads people who sent it, each once
     */
    record Reach(long viewed, long started, long leads, long downloaded) {
        static final Reach NONE = new Reach(0, 0, 0, 0);
    }

    /** How visitors are grouped. */
    enum VisitBreakdown {
        FORM("slug"),
        OFFER("offer");

        private final String column;

        VisitBreakdown(String column) {
            this.column = column;
        }
    }

    private static final String REACH = """
            count(viewed_at) AS viewed,
            count(*) FILTER (WHERE started_at IS NOT NULL OR submitted_at IS NOT NULL) AS started,
            count(DISTINCT person_id) FILTER (WHERE submitted_at IS NOT NULL) AS leads,
            count(downloaded_at) AS downloaded""";

    private final JdbcClient jdbc;

    FormVisitRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void erase(int workspace, List<Long> persons) {
        jdbc.sql("DELETE FROM form_visitor WHERE workspace_id = ? AND person_id = ANY (?)")
                .params(workspace, SqlArray.bigint(persons))
                .update();
    }

    void add(int workspace, List<FormProgress.ProgressUpdate> updates) {
        jdbc.sql("""
                        INSERT INTO form_visitor AS v (workspace_id, slug, visitor, person_id, offer, seen_at,
                                                  viewed_at, started_at, submitted_at, downloaded_at)
                        SELECT ?, s.slug, s.visitor, (array_agg(s.person ORDER BY s.at DESC))[1], max(s.offer), min(s.at),
                               min(s.at) FILTER (WHERE s.kind = ?),
                               min(s.at) FILTER (WHERE s.kind = ?),
                               min(s.at) FILTER (WHERE s.kind = ?),
                               min(s.at) FILTER (WHERE s.kind = ?)
                        FROM jsonb_to_recordset(?::jsonb) AS s(slug text, visitor text, person bigint, offer text,
                                                               kind text, at timestamptz)
                        GROUP BY s.slug, s.visitor
                        ORDER BY s.slug COLLATE "C", s.visitor COLLATE "C"
                        ON CONFLICT (workspace_id, slug, visitor) DO UPDATE
                        SET person_id = excluded.person_id,
                            offer = CASE WHEN excluded.offer = '' THEN v.offer ELSE excluded.offer END,
                            seen_at = least(v.seen_at, excluded.seen_at),
                            viewed_at = least(v.viewed_at, excluded.viewed_at),
                            started_at = least(v.started_at, excluded.started_at),
                            submitted_at = least(v.submitted_at, excluded.submitted_at),
                            downloaded_at = least(v.downloaded_at, excluded.downloaded_at)""")
                .params(
                        workspace,
                        FormSignals.VIEWED.name(),
                        FormSignals.STARTED.name(),
                        FormSignals.SUBMITTED.name(),
                        WebSignals.ASSET_DOWNLOADED.name(),
                        Json.write(updates))
                .update();
    }

    /** The reach of each form or offer since then. */
    Map<String, Reach> reach(int workspace, VisitBreakdown by, Instant since) {
        Map<String, Reach> reach = new HashMap<>();
        jdbc.sql("SELECT " + by.column + " AS slug, " + REACH + " FROM form_visitor"
                        + " WHERE workspace_id = ? AND seen_at >= ? GROUP BY 1")
                .params(workspace, Timestamp.from(since))
                .query(Row.each(row -> reach.put(row.text("slug"), row.as(Reach.class))));
        return reach;
    }

    /** The people who sent a form, or any form with an offer, since then. */
    long[] leads(int workspace, VisitBreakdown by, String slug, Instant since) {
        return jdbc
                .sql("SELECT DISTINCT person_id FROM form_visitor WHERE workspace_id = ? AND " + by.column
                        + " = ? AND submitted_at IS NOT NULL AND seen_at >= ?")
                .params(workspace, slug, Timestamp.from(since))
                .query(Long.class)
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
    }
}
