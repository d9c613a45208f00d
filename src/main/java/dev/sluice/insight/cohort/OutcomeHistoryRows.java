package dev.sluice.insight.cohort;

import dev.sluice.platform.database.Row;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of what history shows: response times beside acceptance, and engagement scores beside wins. */
@Component
class OutcomeHistoryRows {
    private final JdbcClient jdbc;

    OutcomeHistoryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The response times of people at the stage before sales, and whether sales accepted them. */
    ResponseCurve curve(ReportFilter filter, CohortSql sql) {
        ResponseCurve curve = new ResponseCurve();
        int before = CohortMetrics.beforeSales(filter.run().definition().stages());
        jdbc.sql("SELECT w.seconds, (" + sql.reached() + " >> " + (before + 1)
                        + ") <> 0 AS accepted, count(*) AS leads " + ResponseSql.known(sql, before) + " GROUP BY 1, 2")
                .params(sql.values())
                .query(Row.each(row -> {
                    Long seconds = row.optionalLong("seconds");
                    if (seconds == null) {
                        curve.unanswered(row.bool("accepted"), row.longValue("leads"));
                    } else {
                        curve.answered(seconds, row.bool("accepted"), row.longValue("leads"));
                    }
                }));
        return curve;
    }

    /** The scores of people who won, were lost or disqualified, as they first entered the stage. */
    List<ThresholdAudit.Score> scores(CohortSql sql, String stage) {
        String first = """
                 CROSS JOIN LATERAL (
                    SELECT (array_agg(d.engagement ORDER BY d.at, d.id))[1] AS engagement FROM report_decision d
                    WHERE d.workspace_id = :w AND d.funnel_id = :funnel AND d.person_id = s.person_id
                      AND d.kind = 'entered' AND d.stage = :stage AND d.engagement IS NOT NULL) e""";
        return jdbc.sql("SELECT e.engagement, NOT " + sql.notWon() + " AS won " + sql.people(first)
                        + " AND e.engagement IS NOT NULL AND (NOT " + sql.notWon() + " OR " + sql.outcome()
                        + " IN (2, 3))")
                .params(sql.values())
                .param("stage", stage)
                .query(Row.mapper(ThresholdAudit.Score.class))
                .list();
    }
}
