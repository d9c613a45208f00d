package dev.sluice.insight.cohort;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.report.FunnelCounts;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A filter as SQL: whom it shows (alias s, one row a person), with named values and never with text from outside. */
public final class CohortSql {
    /** By what people are told apart. */
    public enum CohortBreakdown {
        NOTHING("NULL::text"),
        SLICE("width_bucket(s.begun_at, :edges)::text"),
        MONTH("width_bucket(s.begun_at, :edges)::text"),
        SOURCE("s.origin"),
        CAMPAIGN("r.campaign"),
        FORM("CASE WHEN f.kind = 'form' THEN coalesce(f.form_slug, f.name) END"),
        OWNER("o.owner_id::text"),
        TRAIT("r.traits ->> :by_trait");

        final String sql;

        CohortBreakdown(String sql) {
            this.sql = sql;
        }
    }

    public final Map<String, Object> values = new HashMap<>();
    public final String key;

    /** Which stages had been reached, as bits; and what had become of them, when things are seen as of an instant. */
    final String reached;

    final String outcome;
    private final String people;
    private final ReportFilter filter;
    private final CohortBreakdown by;

    public CohortSql(int workspace, ReportFilter filter, CohortBreakdown by) {
        this.filter = filter;
        this.by = by;
        this.key = by.sql;
        values.put("w", workspace);
        values.put("run", filter.run().id());
        values.put("seen", Timestamp.from(filter.seen()));
        int stages = filter.run().definition().stages().size();
        reached = filter.asOf()
                ? IntStream.range(0, stages)
                        .mapToObj(i ->
                                "CASE WHEN s.reached_at[" + (i + 1) + "] <= :seen THEN " + (1 << i) + " ELSE 0 END")
                        .collect(Collectors.joining(" | ", "(s.reached & (", "))"))
                : "s.reached";
        outcome = filter.asOf()
                // the greatest array, for an order would be taken from the index of everybody's newest decisions
                ? "CASE WHEN s.reached = 0 OR NOT s.person_id IN (SELECT c.person_id FROM report_decision c"
                        + " WHERE c.workspace_id = :w AND c.funnel_id = :funnel AND c.kind IN ('lost', 'disqualified'))"
                        + " THEN 0 ELSE coalesce((SELECT (max(ARRAY[extract(epoch FROM d.at), d.id,"
                        + " CASE d.kind WHEN 'lost' THEN 2 WHEN 'disqualified' THEN 3 ELSE 0 END]))[3]::integer"
                        + " FROM report_decision d WHERE d.workspace_id = :w AND d.funnel_id = :funnel"
                        + " AND d.person_id = s.person_id AND d.at <= :seen"
                        + " AND d.kind IN ('lost', 'disqualified', 'reinstated', 'entered')), 0) END"
                : "s.outcome::integer";
        values.put("funnel", filter.run().funnel());
        people = written();
    }

    CohortSql edges(List<Instant> edges) {
        values.put("edges", SqlArray.timestamptz(edges));
        return this;
    }

    CohortSql byTrait(String trait) {
        values.put("by_trait", trait);
        return this;
    }

    /** FROM and WHERE. */
    public String people() {
        return people;
    }

    private String written() {
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
        sql.append(" WHERE s.workspace_id = :w AND s.run = :run AND s.begun_at < :to");
        values.put("to", Timestamp.from(filter.to()));
        if (filter.from() != null) {
            sql.append(" AND s.begun_at >= :from");
            values.put("from", Timestamp.from(filter.from()));
        }
        where(sql, "source", "s.origin = :source");
        where(sql, "campaign", "r.campaign = :campaign");
        where(sql, "form", CohortBreakdown.FORM.sql + " = :form");
        if (!filter.trait().isEmpty()) {
            where(
                    sql,
                    "trait",
                    filter.value("is").isEmpty() ? "jsonb_exists(r.traits, :trait)" : "r.traits ->> :trait = :is");
            values.put("is", filter.value("is"));
        }
        if (filter.visitorsOnly()) {
            sql.append(" AND f.kind NOT IN ('import', 'hand')");
        }
        if (filter.owner() != null) {
            sql.append(" AND o.owner_id = :owner");
            values.put("owner", filter.owner());
        }
        return sql.toString();
    }

    private void where(StringBuilder sql, String name, String condition) {
        if (!filter.value(name).isEmpty()) {
            sql.append(" AND ").append(condition);
            values.put(name, filter.value(name));
        }
    }

    /** When a later stage than this one was first reached, null where none was; its own arrival is {@link #at}. */
    String next(int stage) {
        List<Stage> stages = filter.run().definition().stages();
        return stage == stages.size() - 1
                ? "NULL::timestamptz"
                : IntStream.range(stage + 1, stages.size())
                        .mapToObj(this::at)
                        .collect(Collectors.joining(", ", "least(", ")"));
    }

    /** When a stage that means won was first reached. */
    String won() {
        List<Stage> stages = filter.run().definition().stages();
        int won = FunnelCounts.wonMask(stages);
        return won == 0
                ? "NULL::timestamptz"
                : IntStream.range(0, stages.size())
                        .filter(i -> (won >> i & 1) != 0)
                        .mapToObj(this::at)
                        .collect(Collectors.joining(", ", "least(", ")"));
    }

    String at(int stage) {
        String at = "s.reached_at[" + (stage + 1) + "]";
        return filter.asOf() ? "CASE WHEN " + at + " <= :seen THEN " + at + " END" : at;
    }
}
