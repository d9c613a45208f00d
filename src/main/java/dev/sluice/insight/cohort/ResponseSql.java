package dev.sluice.insight.cohort;

/** The first response of a human to people at a stage, as SQL. */
final class ResponseSql {
    private ResponseSql() {}

    /**
     * FROM and WHERE of the people of a filter who reached that stage, each with the seconds to the first response after it
     * ({@code w.seconds}).
     */
    static String people(CohortSql sql, int stage) {
        return people(sql, stage, "");
    }

    /**
     * Those of whom it is known whether they were answered: a stage that was recorded afterwards, as imports do, says nothing
     * of the answers of that time.
     */
    static String known(CohortSql sql, int stage) {
        return people(sql, stage) + answeredOrLive(sql, stage);
    }

    /** The condition that leaves those of whom it is known. */
    static String answeredOrLive(CohortSql sql, int stage) {
        return " AND (w.seconds IS NOT NULL OR NOT EXISTS (SELECT FROM report_decision h WHERE h.workspace_id = :w"
                + " AND h.funnel_id = :funnel AND h.person_id = s.person_id AND h.kind = 'entered'"
                + " AND h.move = 'recorded' AND h.stage = " + sql.id(stage) + " AND h.at = s.reached_at[" + (stage + 1)
                + "]))";
    }

    /** The same with further joins. */
    static String people(CohortSql sql, int stage, String joins) {
        String at = sql.at(stage);
        String first = """
                 CROSS JOIN LATERAL (
                    SELECT floor(extract(epoch FROM min(a.at) - %s))::bigint AS seconds FROM (
                        SELECT s.person_id AS id
                        UNION ALL SELECT m.id FROM report_merged m
                                  WHERE m.workspace_id = :w AND m.merged_into = s.person_id) own
                    JOIN report_response a ON a.workspace_id = :w AND a.person_id = own.id AND a.at >= %s
                                          AND a.at <= :seen) w""".formatted(at, at);
        return sql.people(joins + first) + " AND (s.reached & " + (1 << stage) + ") <> 0 AND " + at + " IS NOT NULL";
    }
}
