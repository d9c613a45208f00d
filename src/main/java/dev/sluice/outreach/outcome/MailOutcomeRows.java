package dev.sluice.outreach.outcome;

import dev.sluice.platform.database.Columns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the outcomes of the emails of sequences. */
@Component
class MailOutcomeRows {
    private static final Duration CREDIT = Duration.ofDays(14);

    private final JdbcClient jdbc;

    MailOutcomeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(int workspace, List<SentSequenceEmail> sent) {
        if (!sent.isEmpty()) {
            Columns.of(sent)
                    .bigint("message", SentSequenceEmail::message)
                    .bigint("person", SentSequenceEmail::person)
                    .text("sequence", SentSequenceEmail::sequence)
                    .text("step", SentSequenceEmail::step)
                    .text("variant", SentSequenceEmail::variant)
                    .timestamptz("at", SentSequenceEmail::at)
                    .statement(jdbc, """
                            INSERT INTO mail_outcome (workspace_id, message_id, person_id, sequence, step, variant, sent_at)
                            SELECT :workspace, u.message, u.person, u.sequence, u.step, u.variant, u.at FROM unnest(:u)
                            ON CONFLICT DO NOTHING""")
                    .param("workspace", workspace)
                    .update();
        }
    }

    /** Stores in that column when it first happened to each of these messages. */
    void record(int workspace, String column, Map<Long, Instant> messages) {
        Columns.of(messages.entrySet())
                .bigint("message", Map.Entry::getKey)
                .timestamptz("at", Map.Entry::getValue)
                .statement(jdbc, "UPDATE mail_outcome t SET " + column + " = least(t." + column + """
                        , u.at) FROM unnest(:u)
                        WHERE t.workspace_id = :workspace AND t.message_id = u.message""")
                .param("workspace", workspace)
                .update();
    }

    /** Credits it to the last email that each of these people got in the two weeks before. */
    void credit(int workspace, String column, Map<Long, Instant> people) {
        Columns.of(people.entrySet())
                .bigint("person", Map.Entry::getKey)
                .timestamptz("at", Map.Entry::getValue)
                .statement(jdbc, "UPDATE mail_outcome t SET " + column + " = u.at" + """
                         FROM unnest(:u)
                        CROSS JOIN LATERAL (SELECT message_id FROM mail_outcome l
                                            WHERE l.workspace_id = :workspace AND l.person_id = u.person
                                            AND l.sent_at <= u.at AND l.sent_at > u.at - :credit::interval
                                            ORDER BY l.sent_at DESC LIMIT 1) last
                        WHERE t.workspace_id = :workspace AND t.message_id = last.message_id AND t.""" + column + " IS NULL")
                .param("workspace", workspace)
                .param("credit", CREDIT.toString())
                .update();
    }
}
