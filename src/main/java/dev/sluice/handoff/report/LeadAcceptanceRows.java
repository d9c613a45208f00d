package dev.sluice.handoff.report;

import dev.sluice.handoff.report.LeadAcceptance.AcceptanceBreakdown;
import dev.sluice.handoff.report.LeadAcceptance.AcceptanceFilter;
import dev.sluice.handoff.report.LeadAcceptance.AcceptanceRow;
import dev.sluice.handoff.report.LeadAcceptance.LeadDecision;
import dev.sluice.platform.Period;
import dev.sluice.platform.database.Cursor;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.Where;
import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the report of lead acceptance. */
@Component
class LeadAcceptanceRows {
    private static final String DECISIONS = """
            WITH decision AS (
                SELECT a.id, a.person_id, a.owner_id, a.answer, a.offered_at, a.at,
                       CASE WHEN a.answer = 'rejected' THEN coalesce(nullif(a.reason, ''), '(none given)') END AS reason,
                       coalesce(s.origin, '(not told)') AS source, coalesce(a.form, '(no form)') AS form
                FROM handoff_answer a
                LEFT JOIN shared_funnel f ON f.workspace_id = a.workspace_id AND f.id = a.funnel_id
                LEFT JOIN report_standing s ON s.workspace_id = a.workspace_id AND s.run = f.active_run
                                           AND s.person_id = a.person_id
                WHERE a.workspace_id = :w AND a.at >= :from AND a.at < :to)
            """;

    private final JdbcClient jdbc;

    LeadAcceptanceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<AcceptanceRow> figures(int workspace, Period period, AcceptanceBreakdown by) {
        return statement("""
                SELECT %1$s AS key, count(*) FILTER (WHERE answer = 'accepted') AS accepted,
                       count(*) FILTER (WHERE answer = 'rejected') AS rejected,
                       count(*) FILTER (WHERE answer = 'ignored') AS ignored
                FROM decision WHERE %1$s IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1""".formatted(by.column), workspace, period)
                .query(Row.mapper(AcceptanceRow.class))
                .list();
    }

    /** The decisions behind a figure, the newest first. */
    List<LeadDecision> decisions(
            int workspace, Period period, AcceptanceFilter filter, @Nullable Cursor after, int limit) {
        Where where = new Where()
                .add("d.answer = :answer", filter.answer())
                .add("d.source = :source", filter.source())
                .add("d.form = :form", filter.form())
                .add("d.reason = :reason", filter.reason())
                .past("(d.at, d.id) < (:at, :after)", after);
        return statement("""
                SELECT d.id, d.person_id AS person, coalesce(p.name, p.email, 'Lead ' || d.person_id) AS title,
                       coalesce(u.name, 'nobody') AS owner_name, d.answer, d.reason, d.source, d.form, d.offered_at, d.at
                FROM decision d
                LEFT JOIN report_person p ON p.workspace_id = :w AND p.id = d.person_id
                LEFT JOIN shared_user u ON u.id = d.owner_id
                """ + where.clause() + " ORDER BY d.at DESC, d.id DESC LIMIT :limit", workspace, period)
                .params(where.params())
                .param("limit", limit)
                .query(Row.mapper(LeadDecision.class))
                .list();
    }

    private JdbcClient.StatementSpec statement(String select, int workspace, Period period) {
        return jdbc.sql(DECISIONS + select)
                .param("w", workspace)
                .param("from", Timestamp.from(period.start()))
                .param("to", Timestamp.from(period.to()));
    }
}
