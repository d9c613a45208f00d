package dev.sluice.outreach.outcome;

import dev.sluice.outreach.outcome.MailOutcomes.FigureEmail;
import dev.sluice.person.PersonSignals;
import dev.sluice.platform.database.Cursor;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Where;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the outcomes of the emails of sequences. */
@Component
class OutcomeFigureRows {
    private static final String FIGURES = """
            count(*) AS sent, count(opened_at) AS opened, count(clicked_at) AS clicked, count(replied_at) AS replied,
            count(bounced_at) AS bounced, count(complained_at) AS complained, count(unsubscribed_at) AS unsubscribed,
            count(meeting_at) AS meetings, count(moved_at) AS moved
            FROM mail_outcome
            """;

    private static final Map<String, String> COLUMNS = Map.of(
            "sent",
            "sent_at",
            "opened",
            "opened_at",
            "clicked",
            "clicked_at",
            "replied",
            "replied_at",
            "bounced",
            "bounced_at",
            PersonSignals.UNSUBSCRIBED.name(),
            "unsubscribed_at",
            "meetings",
            "meeting_at",
            "moved",
            "moved_at");

    /** The bounces and complaints of a sequence's emails. */
    record SequenceReputation(String sequence, long sent, long complaints, long bounces) {}

    private final JdbcClient jdbc;

    OutcomeFigureRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<OutcomeFigures> bySteps(int workspace, String sequence) {
        return jdbc.sql("SELECT step, variant, " + FIGURES
                        + "WHERE workspace_id = ? AND sequence = ? GROUP BY step, variant ORDER BY step, variant")
                .params(workspace, sequence)
                .query(Row.mapper(OutcomeFigures.class))
                .list();
    }

    /** The sums of all steps of each sequence, named in the place of the step. */
    List<OutcomeFigures> bySequences(int workspace) {
        return jdbc.sql("SELECT sequence AS step, '' AS variant, " + FIGURES
                        + "WHERE workspace_id = ? GROUP BY sequence")
                .param(workspace)
                .query(Row.mapper(OutcomeFigures.class))
                .list();
    }

    /** How many people each sequence has sent an email. */
    Map<String, Long> reached(int workspace) {
        Map<String, Long> reached = new HashMap<>();
        jdbc.sql("""
                        SELECT sequence, count(DISTINCT person_id) AS people FROM mail_outcome WHERE workspace_id = ?
                        GROUP BY sequence""")
                .param(workspace)
                .query(Row.each(row -> reached.put(row.text("sequence"), row.longValue("people"))));
        return reached;
    }

    /** The emails behind one figure of a step, the last sent first. */
    List<FigureEmail> emails(
            int workspace, String sequence, String step, String figure, @Nullable Cursor after, int limit) {
        Where where = new Where().past("(sent_at, message_id) < (:at, :after)", after);
        return jdbc.sql("SELECT message_id AS message, person_id AS person, sent_at AS at" + counted(figure)
                        + where.and() + " ORDER BY sent_at DESC, message_id DESC LIMIT :limit")
                .param("w", workspace)
                .param("sequence", sequence)
                .param("step", step)
                .params(where.params())
                .param("limit", limit)
                .query(Row.mapper(FigureEmail.class))
                .list();
    }

    long count(int workspace, String sequence, String step, String figure) {
        return jdbc.sql("SELECT count(*)" + counted(figure))
                .param("w", workspace)
                .param("sequence", sequence)
                .param("step", step)
                .query(Long.class)
                .single();
    }

    private static String counted(String figure) {
        return " FROM mail_outcome WHERE workspace_id = :w AND sequence = :sequence AND step = :step AND "
                + COLUMNS.getOrDefault(figure, "sent_at") + " IS NOT NULL";
    }

    /** The reputation of the sequences of these messages since then. */
    List<SequenceReputation> reputations(int workspace, Collection<Long> messages, Instant since) {
        return jdbc.sql("""
                        SELECT sequence, count(*) AS sent, count(complained_at) AS complaints, count(bounced_at) AS bounces
                        FROM mail_outcome
                        WHERE workspace_id = ? AND sent_at > ? AND sequence IN (
                            SELECT sequence FROM mail_outcome WHERE workspace_id = ? AND message_id = ANY (?))
                        GROUP BY sequence""")
                .params(workspace, Timestamp.from(since), workspace, SqlArray.bigint(messages))
                .query(Row.mapper(SequenceReputation.class))
                .list();
    }
}
