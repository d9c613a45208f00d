package dev.sluice.insight.cohort;

import dev.sluice.insight.cohort.CohortSql.CohortBreakdown;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** FROM and WHERE of the people of a filter, with the values that they name beside those of {@link CohortSql}. */
record CohortFilterSql(String from, String where, Map<String, Object> values) {
    static CohortFilterSql of(ReportFilter filter, CohortBreakdown by) {
        Map<String, Object> values = new HashMap<>();
        return new CohortFilterSql(from(filter, by), where(filter, values), values);
    }

    private static String from(ReportFilter filter, CohortBreakdown by) {
        StringBuilder sql = new StringBuilder("FROM report_standing s");
        if (by == CohortBreakdown.CAMPAIGN
                || by == CohortBreakdown.TRAIT
                || !filter.value("campaign").isEmpty()
                || !filter.trait().isEmpty()) {
            sql.append(" LEFT JOIN report_profile r ON r.workspace_id = :w AND r.person_id = s.person_id");
        }
        if (by == CohortBreakdown.FORM || !filter.value("form").isEmpty() || filter.visitorsOnly()) {
            sql.append(" LEFT JOIN report_source f ON f.workspace_id = :w AND f.id = s.source_id");
        }
        if (by == CohortBreakdown.OWNER || filter.owner() != null) {
            sql.append(" LEFT JOIN report_owner o ON o.workspace_id = :w AND o.person_id = s.person_id"
                    + " AND o.funnel_id = :funnel");
        }
        return sql.toString();
    }

    private static String where(ReportFilter filter, Map<String, Object> values) {
        StringBuilder sql = new StringBuilder(" WHERE s.workspace_id = :w AND s.run = :run AND s.begun_at < :to");
        values.put("to", Timestamp.from(filter.to()));
        Conditions conditions = new Conditions(sql, values);
        conditions.add("from", "s.begun_at >= :from", filter.from() == null ? null : Timestamp.from(filter.from()));
        conditions.add("source", "s.origin = :source", filter.value("source"));
        conditions.add("campaign", "r.campaign = :campaign", filter.value("campaign"));
        conditions.add("form", CohortBreakdown.FORM.sql + " = :form", filter.value("form"));
        if (!filter.trait().isEmpty()) {
            boolean any = filter.value("is").isEmpty();
            conditions.add(
                    "trait", any ? "jsonb_exists(r.traits, :trait)" : "r.traits ->> :trait = :is", filter.trait());
            values.put("is", filter.value("is"));
        }
        if (filter.visitorsOnly()) {
            sql.append(" AND f.kind NOT IN ('import', 'hand')");
        }
        conditions.add("owner", "o.owner_id = :owner", filter.owner());
        return sql.toString();
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
