package dev.sluice.deal;

import dev.sluice.platform.Tenancy;
import dev.sluice.workspace.Workspaces;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Finds and sums up deals; what stalls is worked out with the definition's limits in the same statement. */
@Component
class DealSearch {
    /** How long a deal may go without a next step. */
    private static final String UNPLANNED = "interval '2 days'";

    /** What {@link Card#asks} asks, in the words of the index that finds it. */
    private static final String ASKING =
            "d.state = 'won' AND d.amount IS NULL OR d.state = 'lost' AND d.reason = '" + DealFold.NOT_TOLD + "'";

    /** A sum over deals of one stage ("" for all) and currency; {@code weighted} by the stage's probability. */
    record Sum(String stage, String currency, long deals, BigDecimal amount, BigDecimal weighted, long stalled) {
        Sum plus(Sum other) {
            return new Sum(
                    "",
                    currency,
                    deals + other.deals,
                    amount.add(other.amount),
                    weighted.add(other.weighted),
                    stalled + other.stalled);
        }
    }

    private static final String DEALS = "WITH " + Ways.SQL + """
            , found AS (
                SELECT d.id, d.key, d.version, d.funnel_id, d.pipeline, d.state, d.stage, d.stage_entered_at, d.opened_at,
                       d.closed_at, d.reason, d.amount, d.currency, d.expected_close, d.next_step, d.next_step_at, d.owner_id,
                       coalesce(o.name, nullif(d.owner, '')) AS owner, p.id AS person_id,
                       coalesce(p.name, p.email, 'Person ' || p.id, 'Erased person') AS person, p.company_id, p.company_name AS company,
                       coalesce(nullif(d.title, ''), p.company_name, p.name, p.email, 'Deal ' || d.id) AS title,
                       way.position, way.probability, greatest(d.heard_at, h.at) AS heard_at,
                       greatest(d.stage_entered_at, d.kept_at) + way.limit_s * interval '1 second' AS limit_at,
                       CASE WHEN d.next_step = '' OR d.next_step_at IS NULL THEN d.stage_entered_at +\s""" + UNPLANNED + """

                            ELSE (d.next_step_at + 1)::timestamp AT TIME ZONE :zone END AS step_at,
                       greatest(d.heard_at, h.at) + coalesce(way.quiet_s, 1209600) * interval '1 second' AS quiet_at,
                       coalesce(way.grace_s, 604800) * interval '1 second' AS grace
                FROM deal d
                LEFT JOIN shared_person p ON p.workspace_id = d.workspace_id AND p.id = d.person_id
                LEFT JOIN way ON way.funnel_id = d.funnel_id AND way.pipeline = d.pipeline AND way.stage = d.stage
                LEFT JOIN deal_last_contact h ON h.workspace_id = d.workspace_id AND h.person_id = d.person_id
                LEFT JOIN shared_user o ON o.id = d.owner_id
                WHERE d.workspace_id = :w %s),
            looked AS (
                SELECT *, CASE WHEN state = 'open' THEN least(
                    CASE WHEN limit_at < :now THEN limit_at END, CASE WHEN step_at < :now THEN step_at END,
                    CASE WHEN quiet_at < :now THEN quiet_at END) END AS stalled_at
                FROM found),
            deals AS (SELECT *, stalled_at + grace AS decide_at FROM looked %s)
            """;

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Ways ways;
    private final Workspaces workspaces;
    private final InstantSource clock;

    DealSearch(JdbcClient jdbc, Tenancy tenancy, Ways ways, Workspaces workspaces, InstantSource clock) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.ways = ways;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** Of each stage as many as a column shows, what is stalled first. */
    List<Card> columns(int workspace, int user, Filter filter, int most) {
        return list(workspace, user, filter, """
                SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY stage
                                   ORDER BY stalled_at NULLS LAST, next_step_at NULLS LAST, id) AS place FROM deals) numbered
                WHERE place <= :most ORDER BY place""", 0, most);
    }

    /** In the order of a column, from so many on. */
    List<Card> page(int workspace, int user, Filter filter, int from, int most) {
        return list(
                workspace,
                user,
                filter,
                "SELECT * FROM deals ORDER BY stalled_at NULLS LAST, next_step_at NULLS LAST, id LIMIT :most OFFSET :from",
                from,
                most);
    }

    /** Those whose owner must decide first, then what is worth most. */
    List<Card> stalled(int workspace, int user, Filter filter, int most) {
        return list(
                workspace,
                user,
                filter,
                "SELECT * FROM deals ORDER BY decide_at >= :now, amount * probability DESC NULLS LAST, stalled_at LIMIT :most",
                0,
                most);
    }

    /** What closed last and lacks its amount or reason. */
    List<Card> asking(int workspace, int user, Filter filter, int most) {
        return list(
                workspace, user, filter, "SELECT * FROM deals ORDER BY closed_at DESC, id DESC LIMIT :most", 0, most);
    }

    /** In the order of their numbers, those behind one. */
    List<Card> after(int workspace, int user, Filter filter, long id, int most) {
        return tenancy.read(
                workspace,
                () -> statement(
                                workspace,
                                user,
                                filter,
                                "AND d.id > :after",
                                "SELECT * FROM deals ORDER BY id LIMIT :most")
                        .param("after", id)
                        .param("most", most)
                        .query(DealSearch::card)
                        .list());
    }

    private List<Card> list(int workspace, int user, Filter filter, String select, int from, int most) {
        return tenancy.read(workspace, () -> {
            StatementSpec statement =
                    statement(workspace, user, filter, "", select).param("most", most);
            return (select.contains(":from") ? statement.param("from", from) : statement)
                    .query(DealSearch::card)
                    .list();
        });
    }

    /** These deals, for pages of people, companies and Today. */
    List<Card> of(int workspace, String whose, Object which) {
        Filter any = Filter.of(Map.of("state", "any"));
        return tenancy.read(
                workspace,
                () -> statement(
                                workspace,
                                0,
                                any,
                                whose,
                                "SELECT * FROM deals ORDER BY state <> 'open', opened_at DESC LIMIT 100")
                        .param("which", which)
                        .query(DealSearch::card)
                        .list());
    }

    List<Sum> sums(int workspace, int user, Filter filter) {
        return tenancy.read(
                workspace,
                () -> statement(workspace, user, filter, "", """
                        SELECT stage, currency, count(*), coalesce(sum(amount), 0), coalesce(sum(amount * probability / 100.0), 0),
                               count(stalled_at)
                        FROM deals GROUP BY stage, currency ORDER BY count(*) DESC, currency""")
                        .query((row, number) -> new Sum(
                                row.getString(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getBigDecimal(4),
                                row.getBigDecimal(5),
                                row.getLong(6)))
                        .list());
    }

    private StatementSpec statement(int workspace, int user, Filter filter, String more, String select) {
        List<String> where = new ArrayList<>(List.of(more));
        if (!filter.state().equals("any")) {
            where.add("AND d.state = :state");
        }
        if (filter.asking()) {
            where.add("AND (" + ASKING + ")");
        }
        if (!filter.pipeline().isEmpty()) {
            where.add("AND d.funnel_id || '.' || d.pipeline = :pipeline");
        }
        if (!filter.stage().isEmpty()) {
            where.add("AND d.stage = :stage");
        }
        if (filter.owner().equals("nobody")) {
            where.add("AND d.owner_id IS NULL");
        } else if (!filter.owner().isEmpty()) {
            where.add("AND d.owner_id = :owner");
        }
        if (!filter.company().isEmpty()) {
            where.add("AND p.company_id = :company");
        }
        if (!filter.q().isEmpty()) {
            where.add("AND concat_ws(' ', d.title, p.company_name, p.name, p.email, d.next_step) ILIKE :q");
        }
        String sql = DEALS.formatted(String.join(" ", where), filter.stalled() ? "WHERE stalled_at IS NOT NULL" : "")
                + select;
        StatementSpec statement = Ways.in(jdbc.sql(sql), ways.of(workspace))
                .param("w", workspace)
                .param("now", Timestamp.from(clock.instant()))
                .param("zone", workspaces.get(workspace).timeZone().getId());
        return bound(statement, user, filter);
    }

    private static StatementSpec bound(StatementSpec statement, int user, Filter filter) {
        StatementSpec bound = statement;
        if (!filter.state().equals("any")) {
            bound = bound.param("state", filter.state());
        }
        if (!filter.pipeline().isEmpty()) {
            bound = bound.param("pipeline", filter.pipeline());
        }
        if (!filter.stage().isEmpty()) {
            bound = bound.param("stage", filter.stage());
        }
        if (filter.owner().equals("mine")) {
            bound = bound.param("owner", user);
        } else if (!filter.owner().isEmpty() && !filter.owner().equals("nobody")) {
            bound = bound.param("owner", Integer.parseInt(filter.owner()));
        }
        if (!filter.company().isEmpty()) {
            bound = bound.param("company", Long.parseLong(filter.company()));
        }
        if (!filter.q().isEmpty()) {
            String inert = filter.q().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
            bound = bound.param("q", "%" + inert + "%");
        }
        return bound;
    }

    static Card card(ResultSet row, int number) throws SQLException {
        Instant stalled = instant(row, "stalled_at");
        return new Card(
                row.getLong("id"),
                row.getString("key"),
                row.getInt("version"),
                row.getInt("funnel_id"),
                row.getString("pipeline"),
                row.getString("title"),
                row.getString("state"),
                row.getString("stage"),
                row.getObject("probability", Integer.class),
                row.getTimestamp("stage_entered_at").toInstant(),
                row.getTimestamp("opened_at").toInstant(),
                instant(row, "closed_at"),
                row.getString("reason"),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                row.getObject("expected_close", LocalDate.class),
                row.getString("next_step"),
                row.getObject("next_step_at", LocalDate.class),
                row.getObject("owner_id", Integer.class),
                row.getString("owner"),
                row.getObject("person_id", Long.class),
                row.getString("person"),
                row.getObject("company_id", Long.class),
                row.getString("company"),
                row.getTimestamp("heard_at").toInstant(),
                instant(row, "limit_at"),
                row.getTimestamp("step_at").toInstant(),
                row.getTimestamp("quiet_at").toInstant(),
                stalled,
                stalled == null ? null : instant(row, "decide_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
