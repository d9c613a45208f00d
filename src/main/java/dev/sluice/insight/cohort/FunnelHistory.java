package dev.sluice.insight.cohort;

import dev.sluice.insight.cohort.CohortSql.CohortBreakdown;
import org.springframework.stereotype.Component;

/** What became of earlier people of a filter, by their response time and by their engagement score. */
@Component
public class FunnelHistory {
    private final OutcomeHistoryRows rows;
    private final ReportCache cache;

    FunnelHistory(OutcomeHistoryRows rows, ReportCache cache) {
        this.rows = rows;
        this.cache = cache;
    }

    public ResponseCurve curve(int workspace, ReportFilter filter) {
        return cache.get(workspace, filter, "curve", () -> rows.curve(filter, sql(workspace, filter)));
    }

    public ThresholdAudit audit(int workspace, ReportFilter filter, String stage) {
        return cache.read(workspace, () -> new ThresholdAudit(rows.scores(sql(workspace, filter), stage)));
    }

    private static CohortSql sql(int workspace, ReportFilter filter) {
        return new CohortSql(workspace, filter, CohortBreakdown.NOTHING);
    }
}
