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
