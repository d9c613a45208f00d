package dev.sluice.insight.sources;

import dev.sluice.insight.cohort.CohortSql;
import dev.sluice.platform.database.SqlArray;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was spent on sources, what their deals brought, and when each was last heard of. */
@Component
class SpendRows {
    /** One entry: a source, a campaign of it ("" for the source as a whole), the first day of a month, an amount. */
    record Spent(String source, String campaign, LocalDate month, BigDecimal amount) {}

    /** What the deals of a source brought. */
    record Brought(long won, double amount) {}

    private final JdbcClient jdbc;

    SpendRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes the entries over what stands; an amount of 0 takes an entry away. */
    void set(int workspace, List<Spent> entries, int user, Instant at) {
        jdbc.sql("""
                        INSERT INTO source_spend (workspace_id, source, campaign, month, amount, set_by, set_at)
                        SELECT ?, u.source, u.campaign, u.month, u.amount, ?, ?
                        FROM unnest(?::text[], ?::text[], ?::date[], ?::numeric[]) AS u(source, campaign, month, amount)
                        ON CONFLICT (workspace_id, source, campaign, month) DO UPDATE
                        SET amount = excluded.amount, set_by = excluded.set_by, set_at = excluded.set_at""")
                .params(
                        workspace,
                        user,
                        Timestamp.from(at),
                        SqlArray.text(entries.stream().map(Spent::source).toList()),
                        SqlArray.text(entries.stream().map(Spent::campaign).toList()),
                        SqlArray.text(entries.stream()
                                .map(entry -> entry.month().toString())
                                .toList()),
                        SqlArray.text(entries.stream()
                                .map(entry -> entry.amount().toPlainString())
                                .toList()))
                .update();
        jdbc.sql("DELETE FROM source_spend WHERE workspace_id = ? AND amount = 0")
                .param(workspace)
                .update();
    }

    /** By source, or by campaign where one was named, of the months that begin inside [from, to). */
    Map<String, Double> spent(int workspace, boolean byCampaign, @Nullable LocalDate from, LocalDate to) {
        Map<String, Double> spent = new HashMap<>();
        jdbc.sql("""
                        SELECT CASE WHEN ? THEN campaign ELSE source END, sum(amount)::float8 FROM source_spend
                        WHERE workspace_id = ? AND month >= ? AND month < ? AND (campaign <> '' OR NOT ?)
                        GROUP BY 1""")
                .params(
                        byCampaign,
                        workspace,
                        Objects.requireNonNullElse(from, LocalDate.of(1990, 1, 1)),
                        to,
                        byCampaign)
                .query(row -> {
                    spent.put(row.getString(1), row.getDouble(2));
                });
        return spent;
    }

    /** What the people of a filter have brought so far, group by group. */
    Map<String, Brought> brought(CohortSql sql) {
        Map<String, Brought> brought = new HashMap<>();
        jdbc.sql("SELECT coalesce(" + sql.key + ", ''), count(*), coalesce(sum(d.amount), 0)::float8 "
                        + sql.people()
                                .replace(
                                        " WHERE ",
                                        " JOIN report_deal_end d ON d.workspace_id = :w AND d.person_id = s.person_id"
                                                + " AND d.funnel_id = :funnel AND d.state = 'won' AND d.closed_at <= :seen WHERE ")
                        + " GROUP BY 1")
                .params(sql.values)
                .query(row -> {
                    brought.put(row.getString(1), new Brought(row.getLong(2), row.getDouble(3)));
                });
        return brought;
    }

    /** When somebody new last came, group by group. */
    Map<String, Instant> newest(CohortSql sql) {
        Map<String, Instant> newest = new HashMap<>();
        jdbc.sql("SELECT coalesce(" + sql.key + ", ''), max(s.begun_at) " + sql.people()
                        + " AND s.reached <> 0 GROUP BY 1")
                .params(sql.values)
                .query(row -> {
                    newest.put(row.getString(1), row.getTimestamp(2).toInstant());
                });
        return newest;
    }
}
