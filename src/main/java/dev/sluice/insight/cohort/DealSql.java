package dev.sluice.insight.cohort;

import dev.sluice.insight.cohort.CohortSql.CohortBreakdown;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The deals of a filter as SQL (alias d), each in the period in which it was decided, or opened while it is open. So the
 * parts and the wholes of a close rate are deals of the same period, whenever their people came.
 */
final class DealSql {
    /** The state that a deal had by then. */
    static final String STATE = "CASE WHEN d.closed_at <= :seen THEN d.state ELSE 'open' END";

    /** What puts a deal into a period. */
    static final String DATED =
            "CASE WHEN d.closed_at <= :seen THEN d.closed_at ELSE coalesce(d.opened_at, d.closed_at) END";

    private final Map<String, Object> values = new HashMap<>();
    private final CohortBreakdown by;
    private final CohortFilterSql deals;

    DealSql(int workspace, ReportFilter filter, CohortBreakdown by) {
        this.by = by;
        this.deals = CohortFilterSql.ofDeals(filter, by);
        values.put("w", workspace);
        values.put("run", filter.run().id());
        values.put("funnel", filter.run().funnel());
        values.put("seen", Timestamp.from(filter.seen()));
        values.putAll(deals.values());
    }

    DealSql edges(List<Instant> edges) {
        values.put("edges", SqlArray.timestamptz(edges));
        return this;
    }

    DealSql byTrait(String trait) {
        values.put("by_trait", trait);
        return this;
    }

    Map<String, Object> values() {
        return values;
    }

    /** What the group of a deal is called; null where nothing is known. */
    String key() {
        return by.ofDate(DATED);
    }

    String deals() {
        return deals.from() + deals.where();
    }
}
