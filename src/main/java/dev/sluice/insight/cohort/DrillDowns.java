package dev.sluice.insight.cohort;

import dev.sluice.insight.cohort.CohortSql.CohortBreakdown;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds the people and the deals behind a figure. */
@Component
public class DrillDowns {
    private final DrillDownRows rows;
    private final ReportCache cache;

    DrillDowns(DrillDownRows rows, ReportCache cache) {
        this.rows = rows;
        this.cache = cache;
    }

    /**
     * The people who reached a stage, the newest first.
     *
     * @param stage its position
     */
    public List<DrillDownPerson> people(
            int workspace, ReportFilter filter, int stage, StageOutcome outcome, int limit) {
        return cache.read(workspace, () -> rows.people(sql(workspace, filter), stage, outcome, limit));
    }

    /** The deals of the filter's people, the last closed first; {@code state} is won, lost, open or closed. */
    public List<DrillDownDeal> deals(int workspace, ReportFilter filter, String state, int limit) {
        return cache.read(workspace, () -> rows.deals(sql(workspace, filter), state, limit));
    }

    private static CohortSql sql(int workspace, ReportFilter filter) {
        return new CohortSql(workspace, filter, CohortBreakdown.NOTHING);
    }
}
