package dev.sluice.form.hosted;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the answers that each shown page has sent, so that a repeated click counts once. */
@Component
class SubmissionRows {
    private final JdbcClient jdbc;

    SubmissionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Stores that these answers were sent with that page.
     *
     * @return when they were first sent: now, or with an earlier click
     */
    Instant record(int workspace, UUID page, byte[] answers, Instant now) {
        jdbc.sql("INSERT INTO form_sent (workspace_id, page, answers, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .params(workspace, page, answers, Timestamp.from(now))
                .update();
        return jdbc.sql("SELECT at FROM form_sent WHERE workspace_id = ? AND page = ? AND answers = ?")
                .params(workspace, page, answers)
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    /** How many different answers were sent with that page. */
    int count(int workspace, UUID page) {
        return jdbc.sql("SELECT count(*) FROM form_sent WHERE workspace_id = ? AND page = ?")
                .params(workspace, page)
                .query(Integer.class)
                .single();
    }

    /** Deletes pages that are too old to be sent again. */
    void deleteBefore(int workspace, Instant before) {
        jdbc.sql("DELETE FROM form_sent WHERE workspace_id = ? AND at < ?")
                .params(workspace, Timestamp.from(before))
                .update();
    }
}
