package dev.sluice.handoff.report;

import dev.sluice.platform.database.Tenancy;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What sales said to the leads that marketing handed over: accepted, rejected with a reason, or nothing at all. */
@Component
class LeadAcceptance {
    /** By what answers are told apart. */
    enum AcceptanceBreakdown {
        SOURCE("source"),
        FORM("form"),
        REASON("reason");

        final String column;

        AcceptanceBreakdown(String column) {
            this.column = column;
        }
    }

    /** @param key the source, the form that was sent last before the answer, or the reason of a rejection */
    record AcceptanceRow(String key, long accepted, long rejected, long ignored) {
        long all() {
            return accepted + rejected + ignored;
        }
    }

    /** Which answers are meant; null is any. */
    record AcceptanceFilter(
            @Nullable String answer,
            @Nullable String source,
            @Nullable String form,
            @Nullable String reason) {}

    /** One answer with the lead that it is about. */
    record LeadDecision(
            long person,
            String title,
            String ownerName,
            String answer,
            @Nullable String reason,
            String source,
            String form,
            Instant offeredAt,
            Instant at) {}

    private static final String ANSWERS = """
            WITH told AS (
                SELECT a.person_id, a.owner_id, a.answer, a.offered_at, a.at,
                       CASE WHEN a.answer = 'rejected' THEN coalesce(nullif(a.reason, ''), '(none given)') END AS reason,
                       coalesce(s.origin, '(not told)') AS source, coalesce(a.form, '(no form)') AS form
                FROM handoff_answer a
                LEFT JOIN shared_funnel f ON f.workspace_id = a.workspace_id AND f.id = a.funnel_id
                LEFT JOIN report_standing s ON s.workspace_id = a.workspace_id AND s.run = f.active_run
                                           AND s.person_id = a.person_id
                WHERE a.workspace_id = :w AND a.at >= :from AND a.at < :to)
            """;

    private final JdbcClient jdbc;
    private final Tenancy tenancy;

    LeadAcceptance(JdbcClient jdbc, Tenancy tenancy) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
    }

    List<AcceptanceRow> lines(int workspace, Instant from, Instant to, AcceptanceBreakdown by) {
        String sql = ANSWERS + """
                SELECT %1$s, count(*) FILTER (WHERE answer = 'accepted'), count(*) FILTER (WHERE answer = 'rejected'),
                       count(*) FILTER (WHERE answer = 'ignored')
                FROM told WHERE %1$s IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1""".formatted(by.column);
        return tenancy.read(
                workspace,
                () -> of(sql, workspace, from, to)
                        .query((row, number) ->
                                new AcceptanceRow(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                        .list());
    }

    /** The answers behind a figure, the newest first. */
    List<LeadDecision> behind(int workspace, Instant from, Instant to, AcceptanceFilter which, int most) {
        String sql = ANSWERS + """
                SELECT t.person_id, coalesce(p.name, p.email, 'Lead ' || t.person_id), coalesce(u.name, 'nobody'), t.answer,
                       t.reason, t.source, t.form, t.offered_at, t.at
                FROM told t
                LEFT JOIN report_person p ON p.workspace_id = :w AND p.id = t.person_id
                LEFT JOIN shared_user u ON u.id = t.owner_id
                WHERE (:answer = '' OR t.answer = :answer) AND (:source = '' OR t.source = :source)
                  AND (:form = '' OR t.form = :form) AND (:reason = '' OR t.reason = :reason)
                ORDER BY t.at DESC, t.person_id LIMIT :most""";
        return tenancy.read(
                workspace,
                () -> of(sql, workspace, from, to)
                        .param("answer", text(which.answer()))
                        .param("source", text(which.source()))
                        .param("form", text(which.form()))
                        .param("reason", text(which.reason()))
                        .param("most", most)
                        .query((row, number) -> new LeadDecision(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                row.getTimestamp(8).toInstant(),
                                row.getTimestamp(9).toInstant()))
                        .list());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private JdbcClient.StatementSpec of(String sql, int workspace, Instant from, Instant to) {
        return jdbc.sql(sql)
                .param("w", workspace)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to));
    }
}
