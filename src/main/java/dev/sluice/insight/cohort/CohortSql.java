package dev.sluice.insight.cohort;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.report.FunnelCounts;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A filter as SQL: its people (alias s, one row a person), with named values and never with text from outside. */
public final class CohortSql {
    /** How people are grouped. */
    public enum CohortBreakdown {
        NOTHING("NULL::text"),
        SLICE("width_bucket(%s, :edges)::text"),
        MONTH("width_bucket(%s, :edges)::text"),
        SOURCE("s.origin"),
        CAMPAIGN("r.campaign"),
        FORM("CASE WHEN f.kind = 'form' THEN coalesce(f.form_slug, f.name) END"),
        OWNER("o.owner_id::text"),
        TRAIT("r.traits ->> :by_trait");

        final String sql;

        CohortBreakdown(String sql) {
            this.sql = sql;
        }

        /** What the group is called, where that expression says when something happened. */
        String ofDate(String date) {
            return sql.replace("%s", date);
        }
    }

    /** When a person began. */
    static final String BEGUN = "s.begun_at";

    private final Map<String, Object> values = new HashMap<>();
    private final ReportFilter filter;
    private final List<Stage> stages;
    private final CohortBreakdown by;
    private final CohortFilterSql people;

    public CohortSql(int workspace, ReportFilter filter, CohortBreakdown by) {
        this.filter = filter;
        this.stages = filter.run().definition().stages();
        this.by = by;
        this.people = CohortFilterSql.ofPeople(filter, by);
        values.put("w", workspace);
        values.put("run", filter.run().id());
        values.put("funnel", filter.run().funnel());
        values.put("seen", Timestamp.from(filter.seen()));
        values.put("stages", SqlArray.text(stages.stream().map(Stage::id).toList()));
        values.putAll(people.values());
    }

    CohortSql edges(List<Instant> edges) {
        values.put("edges", SqlArray.timestamptz(edges));
        return this;
    }

    CohortSql byTrait(String trait) {
        values.put("by_trait", trait);
        return this;
    }

    /** The values of all parameters that these texts name. */
    public Map<String, Object> values() {
        return values;
    }

    /** What a person's group is called; null where nothing is known. */
    public String key() {
        return by.ofDate(BEGUN);
    }

    /** FROM and WHERE. */
    public String people() {
        return people("");
    }

    /** FROM with further joins, and WHERE. */
    public String people(String joins) {
        return people.from() + " " + joins + people.where();
    }

    /** Which stages had been reached, as bits. */
    public String reached() {
        return filter.asOf()
                ? IntStream.range(0, stages.size())
                        .mapToObj(i ->
                                "CASE WHEN s.reached_at[" + (i + 1) + "] <= :seen THEN " + (1 << i) + " ELSE 0 END")
                        .collect(Collectors.joining(" | ", "(s.reached & (", "))"))
                : "s.reached";
    }

    /** The number of the outcome that people had at {@code seen}. */
    public String outcome() {
        return filter.asOf()
                // the greatest array, for an order would be taken from the index of everyone's newest decisions
                ? "CASE WHEN s.reached = 0 OR NOT s.person_id IN (SELECT c.person_id FROM report_decision c"
                        + " WHERE c.workspace_id = :w AND c.funnel_id = :funnel AND c.kind IN ('lost', 'disqualified'))"
                        + " THEN 0 ELSE coalesce((SELECT (max(ARRAY[extract(epoch FROM d.at), d.id,"
                        + " CASE d.kind WHEN 'lost' THEN 2 WHEN 'disqualified' THEN 3 ELSE 0 END]))[3]::integer"
                        + " FROM report_decision d WHERE d.workspace_id = :w AND d.funnel_id = :funnel"
                        + " AND d.person_id = s.person_id AND d.at <= :seen"
                        + " AND d.kind IN ('lost', 'disqualified', 'reinstated', 'entered')), 0) END"
                : "s.outcome::integer";
    }

    /** The position of the stage that people were in at {@code seen}, -1 for none. */
    String stage() {
        String stage = "coalesce(s.stage, -1)";
        return filter.asOf()
                ? "CASE WHEN s.entered_at <= :seen THEN " + stage + " ELSE coalesce((SELECT"
                        + " (max(ARRAY[extract(epoch FROM d.at), d.id, coalesce(array_position(:stages::text[], d.stage), 0) - 1]))[3]"
                        + " FROM report_decision d WHERE d.workspace_id = :w AND d.funnel_id = :funnel"
                        + " AND d.person_id = s.person_id AND d.at <= :seen AND d.kind IN ('entered', 'restated')), -1)::integer END"
                : stage;
    }

    public String notWon() {
        return "((" + reached() + " & " + FunnelCounts.wonMask(stages) + ") = 0)";
    }

    /** Whether people reached the stage of that position. */
    public String hasReached(int stage) {
        return "(" + reached() + " & " + (1 << stage) + ") <> 0";
    }

    /** The id of the stage of that position. */
    String id(int stage) {
        return "(:stages::text[])[" + (stage + 1) + "]";
    }

    /** When the stage of that position was first reached. */
    String at(int stage) {
        String at = "s.reached_at[" + (stage + 1) + "]";
        return filter.asOf() ? "CASE WHEN " + at + " <= :seen THEN " + at + " END" : at;
    }

    /** When a later stage than this one was first reached, null where none was. */
    String next(int stage) {
        return first(i -> i > stage);
    }

    /** When a stage that means won was first reached, null where none was. */
    String won() {
        int won = FunnelCounts.wonMask(stages);
        return first(i -> (won >> i & 1) != 0);
    }

    private String first(IntPredicate condition) {
        return IntStream.range(0, stages.size())
                .filter(condition)
                .mapToObj(this::at)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "),
                        list -> list.isEmpty() ? "NULL::timestamptz" : "least(" + list + ")"));
    }
}
