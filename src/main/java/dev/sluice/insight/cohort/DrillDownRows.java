package dev.sluice.insight.cohort;

import dev.sluice.insight.cohort.DrillDowns.DrillDownDeal;
import dev.sluice.insight.cohort.DrillDowns.DrillDownPerson;
import dev.sluice.platform.database.Cursor;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Where;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the people and the deals behind a figure. */
@Component
class DrillDownRows {
    private static final String PROFILE = " JOIN report_person p ON p.workspace_id = :w AND p.id = s.person_id ";

    private final JdbcClient jdbc;

    DrillDownRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The people who reached that stage, by what became of them, the newest first.
     *
     * @param stage its position, {@link DrillDowns#ANY} for whoever began
     */
    List<DrillDownPerson> people(CohortSql sql, int stage, StageOutcome outcome, @Nullable Cursor after, int limit) {
        Where where = new Where().past("(coalesce(reached, begun), person) < (:reached, :after)", after);
        boolean any = stage == DrillDowns.ANY;
        return jdbc.sql("SELECT * FROM (SELECT s.person_id AS person,"
                        + " coalesce(p.name, p.email, 'Person ' || s.person_id) AS name,"
                        + " coalesce(s.origin, '') AS origin, s.begun_at AS begun, "
                        + (any ? CohortSql.BEGUN : sql.at(stage)) + " AS reached, "
                        + (any ? "NULL::timestamptz" : sql.next(stage)) + " AS next, "
                        + (outcome.answers() ? "w.seconds" : "NULL::bigint") + " AS waited "
                        + behind(sql, stage, outcome) + ") found" + where.clause()
                        + " ORDER BY coalesce(reached, begun) DESC, person DESC LIMIT " + limit)
                .params(sql.values())
                .params(where.params())
                .query(Row.mapper(DrillDownPerson.class))
                .list();
    }

    /** How many there are. */
    long countPeople(CohortSql sql, int stage, StageOutcome outcome) {
        return jdbc.sql("SELECT count(*) " + behind(sql, stage, outcome))
                .params(sql.values())
                .query(Long.class)
                .single();
    }

    private static String behind(CohortSql sql, int stage, StageOutcome outcome) {
        if (stage == DrillDowns.ANY) {
            return sql.people(PROFILE) + " AND " + condition(sql, outcome);
        }
        return outcome.answers()
                ? ResponseSql.people(sql, stage, PROFILE)
                        + ResponseSql.answeredOrLive(sql, stage)
                        + " AND " + sql.hasReached(stage) + " AND " + condition(sql, stage, outcome)
                : sql.people(PROFILE) + " AND " + sql.hasReached(stage) + " AND " + condition(sql, stage, outcome);
    }

    /** What became of whoever began, as the home page counts it. */
    private static String condition(CohortSql sql, StageOutcome outcome) {
        String began = sql.reached() + " <> 0 AND ";
        return switch (outcome) {
            case SEEN -> "TRUE";
            case ALL -> began + "TRUE";
            case WON -> began + "NOT " + sql.notWon();
            case OPEN -> began + ended(sql) + " = 0";
            case LOST -> began + ended(sql) + " = 2";
            case DISQUALIFIED -> began + ended(sql) + " = 3";
            case WENT_ON, CLOSED, ANSWERED, WAITING, NEVER -> "FALSE";
        };
    }

    private static String condition(CohortSql sql, int stage, StageOutcome outcome) {
        String later = "(" + sql.reached() + " >> " + (stage + 1) + ")";
        return switch (outcome) {
            case ALL, SEEN -> "TRUE";
            case WENT_ON -> later + " <> 0";
            case OPEN -> sql.stage() + " = " + stage + " AND " + sql.outcome() + " IN (0, 1)";
            case WON -> "NOT " + sql.notWon();
            case LOST -> later + " = 0 AND " + ended(sql) + " = 2";
            case DISQUALIFIED -> later + " = 0 AND " + ended(sql) + " = 3";
            case CLOSED -> "(" + later + " <> 0 OR " + ended(sql) + " IN (2, 3))";
            case ANSWERED -> "w.seconds IS NOT NULL";
            case WAITING -> "w.seconds IS NULL AND " + ended(sql) + " = 0";
            case NEVER -> "w.seconds IS NULL AND " + ended(sql) + " <> 0";
        };
    }

    /** The number of the outcome; winning comes before any other. */
    private static String ended(CohortSql sql) {
        return "CASE WHEN NOT " + sql.notWon() + " THEN 1 ELSE " + sql.outcome() + " END";
    }

    /** The deals behind a figure, the last dated first. */
    List<DrillDownDeal> deals(DealSql sql, List<String> states, @Nullable Cursor after, int limit) {
        Where where = new Where()
                .always("found.state = ANY (:states)")
                .past("(found.dated, found.deal_id) < (:dated, :after)", after);
        return jdbc.sql("SELECT e.deal_id AS deal, e.title, p.id AS person,"
                        + " coalesce(p.name, p.email, 'Person ' || p.id) AS name, e.owner, e.amount, coalesce(e.currency, '') AS currency,"
                        + " found.state, e.opened_at AS opened,"
                        + " CASE WHEN e.closed_at <= :seen THEN e.closed_at END AS closed, found.dated"
                        + " FROM (SELECT d.deal_id, " + DealSql.STATE + " AS state, " + DealSql.DATED + " AS dated "
                        + sql.deals() + ") found"
                        + " JOIN report_deal e ON e.workspace_id = :w AND e.deal_id = found.deal_id"
                        + " LEFT JOIN report_person p ON p.workspace_id = :w AND p.id = e.person_id" + where.clause()
                        + " ORDER BY found.dated DESC, found.deal_id DESC LIMIT " + limit)
                .params(sql.values())
                .params(where.params())
                .param("states", SqlArray.text(states))
                .query(Row.mapper(DrillDownDeal.class))
                .list();
    }

    long countDeals(DealSql sql, List<String> states) {
        return jdbc.sql("SELECT count(*) FROM (SELECT " + DealSql.STATE + " AS state " + sql.deals()
                        + ") found WHERE found.state = ANY (:states)")
                .params(sql.values())
                .param("states", SqlArray.text(states))
                .query(Long.class)
                .single();
    }
}
