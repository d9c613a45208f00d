package dev.sluice.outreach.enrolment;

import dev.sluice.platform.database.Columns;
import dev.sluice.platform.database.Row;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The one email of sequences that a person gets on a day. */
@Component
class MailDayRows {
    private final JdbcClient jdbc;

    MailDayRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Claims the days of these emails, the first of the list before the others; returns the enrolments that have theirs. */
    Set<Long> claim(int workspace, List<ReadyEmail> emails) {
        return Columns.of(emails)
                .bigint("id", ReadyEmail::enrolment)
                .bigint("person", ReadyEmail::person)
                .date("day", ReadyEmail::day)
                .statement(jdbc, """
                        INSERT INTO mail_day (workspace_id, person_id, day, enrolment_id)
                        SELECT :workspace, u.person, u.day, u.id FROM unnest(:u) WITH ORDINALITY ORDER BY u.ordinality
                        ON CONFLICT DO NOTHING RETURNING enrolment_id""")
                .param("workspace", workspace)
                .query(Row.map(row -> row.longValue("enrolment_id")))
                .set();
    }

    /** The enrolments whose person a more important one will write to before their next day. */
    Set<Long> yielding(int workspace, List<ReadyEmail> emails) {
        return Columns.of(emails)
                .bigint("id", ReadyEmail::enrolment)
                .timestamptz("until", ReadyEmail::nextDay)
                .statement(jdbc, """
                        SELECT e.id FROM unnest(:u)
                        JOIN enrolment e ON e.workspace_id = :workspace AND e.id = u.id
                        WHERE EXISTS (SELECT FROM enrolment o
                                      JOIN sequence s ON s.workspace_id = o.workspace_id AND s.name = o.sequence
                                      WHERE o.workspace_id = e.workspace_id AND o.person_id = e.person_id AND o.id <> e.id
                                        AND o.state = 'active' AND o.held = '' AND s.status = 'running'
                                        AND o.priority > e.priority AND o.due_at < u.until)""")
                .param("workspace", workspace)
                .query(Row.map(row -> row.longValue("id")))
                .set();
    }
}
