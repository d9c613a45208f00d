package dev.sluice.insight.sources;

import dev.sluice.insight.cohort.CohortSql;
import dev.sluice.platform.database.Columns;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.ZoneSql;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the spend on sources, of what their deals brought, and of when each last brought a lead. */
@Component
class SpendRows {
    /** One entry: a source, a campaign of it ("" for the source as a whole), the first day of a month, an amount. */
    record Spent(String source, String campaign, LocalDate month, BigDecimal amount) {}

    /** The leads of months with spend: how many qualified, were won, or were lost or disqualified. */
    record PaidLeads(long leads, long qualified, long won, long ended) {
        static final PaidLeads NONE = new PaidLeads(0, 0, 0, 0);

        PaidLeads add(PaidLeads other) {
            return new PaidLeads(
                    leads + other.leads, qualified + other.qualified, won + other.won, ended + other.ended);
        }
    }

    /** What the deals of a source brought. */
    record Brought(long won, double amount) {}

    private final JdbcClient jdbc;

    SpendRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Replaces the entries of the same source and month; an amount of 0 removes one. */
    void set(int workspace, List<Spent> entries, int user, Instant at) {
        Columns.of(entries)
                .text("source", Spent::source)
                .text("campaign", Spent::campaign)
                .date("month", Spent::month)
                .numeric("amount", Spent::amount)
                .statement(jdbc, """
                        INSERT INTO source_spend (workspace_id, source, campaign, month, amount, set_by, set_at)
                        SELECT :workspace, u.source, u.campaign, u.month, u.amount, :user, :at FROM unnest(:u)
                        ON CONFLICT (workspace_id, source, campaign, month) DO UPDATE
                        SET amount = excluded.amount, set_by = excluded.set_by, set_at = excluded.set_at""")
                .param("workspace", workspace)
                .param("user", user)
                .param("at", Timestamp.from(at))
                .update();
        jdbc.sql("DELETE FROM source_spend WHERE workspace_id = ? AND amount = 0")
                .param(workspace)
                .update();
    }

    /** By source, or by campaign where one was named, of the months that begin inside [from, to). */
    Map<String, Double> spent(int workspace, boolean byCampaign, @Nullable LocalDate from, LocalDate to) {
        Map<String, Double> spent = new HashMap<>();
        jdbc.sql("""
                        SELECT CASE WHEN ? THEN campaign ELSE source END AS kin, sum(amount)::float8 AS amount FROM source_spend
                        WHERE workspace_id = ? AND month >= ? AND month < ? AND (campaign <> '' OR NOT ?)
                        GROUP BY 1""")
                .params(
                        byCampaign,
                        workspace,
                        Objects.requireNonNullElse(from, LocalDate.of(1990, 1, 1)),
                        to,
                        byCampaign)
                .query(Row.each(row -> spent.put(row.text("kin"), row.doubleValue("amount"))));
        return spent;
    }

    /** The leads of the months in which money was spent on them, group by group, to divide that money by. */
    Map<String, PaidLeads> paid(CohortSql sql, boolean byCampaign, int beforeSales, ZoneId zone) {
        Map<String, PaidLeads> paid = new HashMap<>();
        String lost = sql.notWon() + " AND " + sql.outcome() + " IN (2, 3)";
        jdbc.sql(
                        "SELECT coalesce(" + sql.key() + ", '') AS kin, count(*) AS leads, count(*) FILTER (WHERE "
                                + (beforeSales < 0 ? "FALSE" : sql.hasReached(beforeSales)) + ") AS qualified,"
                                + " count(*) FILTER (WHERE NOT " + sql.notWon() + ") AS won,"
                                + " count(*) FILTER (WHERE " + lost + ") AS ended "
                                + sql.people() + " AND s.reached <> 0 AND EXISTS (SELECT FROM source_spend m"
                                + " WHERE m.workspace_id = :w AND m.amount > 0 AND "
                                + (byCampaign ? "m.campaign" : "m.source") + " = " + sql.key()
                                + " AND m.month = date_trunc('month', zone_local(s.begun_at, :zone_changes, :zone_offsets))::date) GROUP BY 1")
                .params(sql.values())
                .params(ZoneSql.parameters(zone))
                .query(Row.each(row -> paid.put(row.text("kin"), row.as(PaidLeads.class))));
        return paid;
    }

    /** What the people of a filter have brought so far, group by group. */
    Map<String, Brought> brought(CohortSql sql) {
        Map<String, Brought> brought = new HashMap<>();
        jdbc.sql("SELECT coalesce(" + sql.key()
                        + ", '') AS kin, count(*) AS won, coalesce(sum(d.amount), 0)::float8 AS amount "
                        + sql.people(" JOIN report_deal_end d ON d.workspace_id = :w AND d.person_id = s.person_id"
                                + " AND d.funnel_id = :funnel AND d.state = 'won' AND d.closed_at <= :seen")
                        + " GROUP BY 1")
                .params(sql.values())
                .query(Row.each(row -> brought.put(row.text("kin"), row.as(Brought.class))));
        return brought;
    }

    /** When the newest person came, group by group. */
    Map<String, Instant> newest(CohortSql sql) {
        Map<String, Instant> newest = new HashMap<>();
        jdbc.sql("SELECT coalesce(" + sql.key() + ", '') AS kin, max(s.begun_at) AS newest " + sql.people()
                        + " AND s.reached <> 0 GROUP BY 1")
                .params(sql.values())
                .query(Row.each(row -> newest.put(row.text("kin"), row.instant("newest"))));
        return newest;
    }
}
