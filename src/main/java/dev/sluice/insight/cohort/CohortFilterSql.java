package dev.sluice.insight.cohort;

import dev.sluice.insight.cohort.CohortSql.CohortBreakdown;
import dev.sluice.signal.origin.OriginName;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** FROM and WHERE of the people or the deals of a filter, with the values that they name beside those of {@link CohortSql}. */
record CohortFilterSql(String from, String where, Map<String, Object> values) {
    /** The people (alias s) who began in the period. */
    static CohortFilterSql ofPeople(ReportFilter filter, CohortBreakdown by) {
        Map<String, Object> values = new HashMap<>();
        String where = " WHERE s.workspace_id = :w AND s.run = :run";
        return new CohortFilterSql(
                "FROM report_standing s" + joins(filter, by),
                where + within(CohortSql.BEGUN, filter, values) + conditions(filter, values),
                values);
    }

    /** The deals (alias d) of the funnel that are dated in the period, whenever their people (alias s) began. */
    static CohortFilterSql ofDeals(ReportFilter filter, CohortBreakdown by) {
        Map<String, Object> values = new HashMap<>();
        String where = " WHERE d.workspace_id = :w AND d.funnel_id = :funnel"
                + " AND coalesce(d.opened_at, d.closed_at) <= :seen";
        return new CohortFilterSql(
                "FROM report_deal_end d LEFT JOIN report_standing s"
                        + " ON s.workspace_id = :w AND s.run = :run AND s.person_id = d.person_id" + joins(filter, by),
                where + within(DealSql.DATED, filter, values) + conditions(filter, values),
                values);
    }

    private static String joins(ReportFilter filter, CohortBreakdown by) {
        StringBuilder sql = new StringBuilder();
        if (by == CohortBreakdown.CAMPAIGN
                || by == CohortBreakdown.TRAIT
                || !filter.value("campaign").isEmpty()
                || !filter.value("is").isEmpty()) {
            sql.append(" LEFT JOIN report_profile r ON r.workspace_id = :w AND r.person_id = s.person_id");
        }
        if (by == CohortBreakdown.FORM || !filter.value("form").isEmpty() || filter.visitorsOnly()) {
            sql.append(" LEFT JOIN report_source f ON f.workspace_id = :w AND f.id = s.source_id");
        }
        if (by == CohortBreakdown.OWNER || filter.owner() != null) {
            // the owner who responded first or, until then, who had the lead first: later owners take no one's figures
            sql.append(" LEFT JOIN LATERAL (SELECT coalesce(min(x.at), '-infinity') AS at FROM report_response x"
                    + " WHERE x.workspace_id = :w AND x.person_id = s.person_id AND x.at <= :seen) a ON true"
                    + " LEFT JOIN report_owner o ON o.workspace_id = :w AND o.person_id = s.person_id"
                    + " AND o.funnel_id = :funnel AND o.since <= a.at AND a.at < o.until");
        }
        return sql.toString();
    }

    private static String within(String date, ReportFilter filter, Map<String, Object> values) {
        values.put("to", Timestamp.from(filter.to()));
        if (filter.from() != null) {
            values.put("from", Timestamp.from(filter.from()));
        }
        return " AND " + date + " < :to" + (filter.from() == null ? "" : " AND " + date + " >= :from");
    }

    private static String conditions(ReportFilter filter, Map<String, Object> values) {
        Conditions conditions = new Conditions(new StringBuilder(), values);
        conditions.add("source", "s.origin = :source", OriginName.of(filter.value("source")));
        conditions.add("campaign", "r.campaign = :campaign", filter.value("campaign"));
        conditions.add("form", CohortBreakdown.FORM.sql + " = :form", filter.value("form"));
        if (!filter.value("is").isEmpty()) { // a trait without a value filters nothing: it tells groups apart
            conditions.add("trait", "r.traits ->> :trait = :is", filter.trait());
            values.put("is", filter.value("is"));
        }
        if (filter.visitorsOnly()) {
            conditions.sql().append(" AND f.kind NOT IN ('import', 'hand')");
        }
        conditions.add("owner", "o.owner_id = :owner", filter.owner());
        return conditions.sql().toString();
    }

    private record Conditions(StringBuilder sql, Map<String, Object> values) {
        /** Adds the condition unless its value is null or "". */
        void add(String parameter, String condition, @Nullable Object value) {
            if (value != null && !value.equals("")) {
                sql.append(" AND ").append(condition);
                values.put(parameter, value);
            }
        }
    }
}
