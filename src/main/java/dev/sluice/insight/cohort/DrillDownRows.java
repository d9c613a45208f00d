package dev.sluice.insight.cohort;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the people and the deals behind a figure. */
@Component
class DrillDownRows {
    /** Joins the deals of a cohort's people, as d. */
    static final String DEALS = " JOIN report_deal_end d ON d.workspace_id = :w AND d.person_id = s.person_id"
            + " AND d.funnel_id = :funnel AND coalesce(d.opened_at, d.closed_at) <= :seen";

    /** The state that a deal had by then. */
    static final String DEAL_STATE = "CASE WHEN d.closed_at <= :seen THEN d.state ELSE 'open' END";

    private final JdbcClient jdbc;

    DrillDownRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The people who reached that stage, by what became of them, the newest first.
     *
     * @param stage its position
     */
    List<DrillDownPerson> people(CohortSql sql, int stage, StageOutcome outcome, int limit) {
        String profile = " JOIN report_person p ON p.workspace_id = :w AND p.id = s.person_id ";
        return jdbc.sql("SELECT s.person_id AS person, coalesce(p.name, p.email, 'Person ' || s.person_id) AS name,"
                        + " coalesce(s.origin, '') AS origin, s.begun_at AS begun, " + sql.at(stage) + " AS reached, "
                        + sql.next(stage) + " AS next, "
                        + (outcome.answers() ? "w.seconds" : "NULL::bigint") + " AS waited "
                        + (outcome.answers() ? ResponseSql.people(sql, stage, profile) : sql.people(profile))
                        + " AND " + sql.hasReached(stage) + " AND " + condition(sql, stage, outcome)
                        + " ORDER BY 5 DESC NULLS LAST, 1 LIMIT " + limit)
                .params(sql.values())
                .query(Row.mapper(DrillDownPerson.class))
                .list();
    }

    private static String condition(CohortSql sql, int stage, StageOutcome outcome) {
        String later = "(" + sql.reached() + " >> " + (stage + 1) + ")";
        String number = "CASE WHEN NOT " + sql.notWon() + " THEN 1 ELSE " + sql.outcome() + " END";
        return switch (outcome) {
            case ALL -> "TRUE";
            case WENT_ON -> later + " <> 0";
            case OPEN -> later + " = 0 AND " + number + " = 0";
            case LOST -> later + " = 0 AND " + number + " = 2";
            case DISQUALIFIED -> later + " = 0 AND " + number + " = 3";
            case CLOSED -> "(" + later + " <> 0 OR " + number + " IN (2, 3))";
            case ANSWERED -> "w.seconds IS NOT NULL";
            case WAITING -> "w.seconds IS NULL AND " + number + " = 0";
            case NEVER -> "w.seconds IS NULL AND " + number + " <> 0";
        };
    }

    /** The deals behind a figure, the last closed first; {@code state} is won, lost, open or closed. */
    List<DrillDownDeal> deals(CohortSql sql, String state, int limit) {
        return jdbc.sql("SELECT e.deal_id AS deal, e.title, e.person_id AS person,"
                        + " coalesce(p.name, p.email, 'Person ' || p.id) AS name, e.owner, e.amount, coalesce(e.currency, '') AS currency,"
                        + " found.state, e.opened_at AS opened,"
                        + " CASE WHEN e.closed_at <= :seen THEN e.closed_at END AS closed"
                        + " FROM (SELECT d.deal_id, " + DEAL_STATE + " AS state " + sql.people(DEALS) + ") found"
                        + " JOIN report_deal e ON e.workspace_id = :w AND e.deal_id = found.deal_id"
                        + " JOIN report_person p ON p.workspace_id = :w AND p.id = e.person_id"
                        + " WHERE found.state = ANY (:states) ORDER BY 10 DESC NULLS LAST, 1 LIMIT " + limit)
                .params(sql.values())
                .param("states", SqlArray.text(state.equals("closed") ? List.of("won", "lost") : List.of(state)))
                .query(Row.mapper(DrillDownDeal.class))
                .list();
    }
}
