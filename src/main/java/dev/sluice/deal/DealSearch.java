package dev.sluice.deal;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.database.Where;
import dev.sluice.platform.database.ZoneSql;
import dev.sluice.workspace.Workspaces;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Finds and sums up deals; what stalls is worked out with the definition's limits in the same statement. */
@Component
public class DealSearch {
    /** How long a deal may go without a next step. */
    private static final String UNPLANNED = "interval '2 days'";

    /** What {@link DealSummary#asks} asks, in the words of the index that finds it. */
    private static final String ASKING =
            "d.state = 'won' AND d.amount IS NULL OR d.state = 'lost' AND d.reason = '" + DealFold.NOT_TOLD + "'";

    /** A sum over deals of one stage ("" for all) and currency; {@code weighted} by the stage's probability. */
    public record Sum(String stage, String currency, long deals, BigDecimal amount, BigDecimal weighted, long stalled) {
        public Sum plus(Sum other) {
            return new Sum(
                    "",
                    currency,
                    deals + other.deals,
                    amount.add(other.amount),
                    weighted.add(other.weighted),
                    stalled + other.stalled);
        }
    }

    private static final String DEALS = "WITH " + ActivePipelines.SQL + """
            , found AS (
                SELECT d.id, d.key, d.version, d.funnel_id AS funnel, d.pipeline, d.state, d.stage, d.stage_entered_at, d.opened_at,
                       d.closed_at, d.reason, d.amount, d.currency, d.expected_close, step.what AS next_step, step.day AS next_step_at,
                       o.id AS owner, coalesce(o.name, nullif(d.owner, '')) AS owner_name, p.id AS person,
                       coalesce(p.name, p.email, 'Person ' || p.id, 'Erased person') AS person_name,
                       p.company_id AS company, p.company_name AS company_name,
                       coalesce(nullif(d.title, ''), CASE WHEN p.company_name !~ '^[a-z0-9-]+(\\.[a-z0-9-]+)+$' THEN p.company_name END,
                                p.name, p.company_name, p.email, 'Deal ' || d.id) AS title,
                       CASE d.state WHEN 'won' THEN 100 WHEN 'lost' THEN 0 ELSE way.probability END AS probability, greatest(d.heard_at, h.at) AS heard_at,
                       greatest(d.stage_entered_at, d.kept_at) + way.limit_s * interval '1 second' AS limit_at,
                       CASE WHEN step.what = '' OR step.day IS NULL THEN d.stage_entered_at +\s""" + UNPLANNED + """

                            ELSE zone_instant((step.day + 1)::timestamp, :zone_local_changes, :zone_offsets) END AS step_at,
                       greatest(d.heard_at, h.at) + coalesce(way.quiet_s, 1209600) * interval '1 second' AS quiet_at,
                       coalesce(way.grace_s, 604800) * interval '1 second' AS grace
                FROM deal d
                LEFT JOIN shared_person p ON p.workspace_id = d.workspace_id AND p.id = d.person_id
                LEFT JOIN way ON way.funnel_id = d.funnel_id AND way.pipeline = d.pipeline AND way.stage = d.stage
                LEFT JOIN deal_last_contact h ON h.workspace_id = d.workspace_id AND h.person_id = d.person_id
                LEFT JOIN LATERAL (
                    SELECT s.what, zone_local(s.due_at, :zone_changes, :zone_offsets)::date AS day FROM shared_next_step s
                    WHERE d.state = 'open' AND (d.next_step = '' OR d.next_step_at IS NULL)
                      AND s.workspace_id = d.workspace_id AND (s.deal_id IS NULL OR s.deal_id = d.id)
                      AND s.person_id = ANY (ARRAY(SELECT x.person_id FROM deal_person x
                                                   WHERE x.workspace_id = d.workspace_id AND x.deal_id = d.id))
                    ORDER BY s.due_at, s.id LIMIT 1) planned ON true
                CROSS JOIN LATERAL (
                    SELECT coalesce(planned.what, d.next_step) AS what, coalesce(planned.day, d.next_step_at) AS day) step
                LEFT JOIN LATERAL (
                    SELECT min(m.user_id) AS id FROM shared_member m
                    WHERE m.workspace_id = d.workspace_id AND d.owner <> '' AND lower(m.name) = lower(d.owner)
                    HAVING count(*) = 1) named ON true
                LEFT JOIN shared_user o ON o.id = coalesce(d.owner_id, named.id)
                WHERE d.workspace_id = :w AND d.state <> 'unopened' %s),
            looked AS (
                SELECT *, CASE WHEN state = 'open' THEN least(
                    CASE WHEN limit_at < :now THEN limit_at END, CASE WHEN step_at < :now THEN step_at END,
                    CASE WHEN quiet_at < :now THEN quiet_at END) END AS stalled_at
                FROM found),
            deals AS (SELECT *, stalled_at + grace AS decide_at FROM looked %s)
            """;

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final ActivePipelines ways;
    private final Workspaces workspaces;
    private final InstantSource clock;

    DealSearch(JdbcClient jdbc, Tenancy tenancy, ActivePipelines ways, Workspaces workspaces, InstantSource clock) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.ways = ways;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** Of each stage as many as a column shows, what is stalled first. */
    public List<DealSummary> columns(int workspace, int user, DealFilter filter, int most) {
        return list(workspace, user, filter, """
                SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY stage
                                   ORDER BY stalled_at NULLS LAST, next_step_at NULLS LAST, id) AS place FROM deals) numbered
                WHERE place <= :most ORDER BY place""", 0, most);
    }

    /** In the order of a column, from so many on. */
    public List<DealSummary> page(int workspace, int user, DealFilter filter, int from, int most) {
        return list(
                workspace,
                user,
                filter,
                "SELECT * FROM deals ORDER BY stalled_at NULLS LAST, next_step_at NULLS LAST, id LIMIT :most OFFSET :from",
                from,
                most);
    }

    /** Those whose owner must decide first, then what is worth most. */
    public List<DealSummary> stalled(int workspace, int user, DealFilter filter, int most) {
        return list(
                workspace,
                user,
                filter,
                "SELECT * FROM deals ORDER BY decide_at >= :now, amount * probability DESC NULLS LAST, stalled_at LIMIT :most",
                0,
                most);
    }

    /** What closed last and lacks its amount or reason. */
    public List<DealSummary> asking(int workspace, int user, DealFilter filter, int most) {
        return list(
                workspace, user, filter, "SELECT * FROM deals ORDER BY closed_at DESC, id DESC LIMIT :most", 0, most);
    }

    /** In the order of their numbers, those behind one. */
    public List<DealSummary> after(int workspace, int user, DealFilter filter, long id, int most) {
        Where where = where(workspace, filter, user).add("d.id > :after", id);
        return tenancy.read(
                workspace,
                () -> statement(workspace, where, filter.stalled(), "SELECT * FROM deals ORDER BY id LIMIT :most")
                        .param("most", most)
                        .query(Row.mapper(DealSummary.class))
                        .list());
    }

    private List<DealSummary> list(int workspace, int user, DealFilter filter, String select, int from, int most) {
        return tenancy.read(workspace, () -> {
            StatementSpec statement = statement(workspace, where(workspace, filter, user), filter.stalled(), select)
                    .param("most", most);
            return (select.contains(":from") ? statement.param("from", from) : statement)
                    .query(Row.mapper(DealSummary.class))
                    .list();
        });
    }

    /** These deals in any state, for pages of people, companies and Today. */
    List<DealSummary> of(int workspace, Where where) {
        return tenancy.read(
                workspace,
                () -> statement(
                                workspace,
                                where,
                                false,
                                "SELECT * FROM deals ORDER BY state <> 'open', opened_at DESC LIMIT 100")
                        .query(Row.mapper(DealSummary.class))
                        .list());
    }

    public List<Sum> sums(int workspace, int user, DealFilter filter) {
        return tenancy.read(
                workspace,
                () -> statement(workspace, where(workspace, filter, user), filter.stalled(), """
                        SELECT stage, currency, count(*) AS deals, coalesce(sum(amount), 0) AS amount,
                               coalesce(sum(amount * probability / 100.0), 0) AS weighted, count(stalled_at) AS stalled
                        FROM deals GROUP BY stage, currency ORDER BY count(*) DESC, currency""")
                        .query(Row.mapper(Sum.class))
                        .list());
    }

    private StatementSpec statement(int workspace, Where where, boolean stalled, String select) {
        String sql = DEALS.formatted(where.and(), stalled ? "WHERE stalled_at IS NOT NULL" : "") + select;
        return ActivePipelines.in(jdbc.sql(sql), ways.of(workspace))
                .param("w", workspace)
                .param("now", Timestamp.from(clock.instant()))
                .params(ZoneSql.parameters(workspaces.get(workspace).timeZone()))
                .params(where.params());
    }

    /** How many deals are stalled, and of how many the owner must decide by now. */
    public record StalledCount(long deals, long undecided) {}

    public StalledCount stalledCount(int workspace, int user, DealFilter filter) {
        return tenancy.read(
                workspace,
                () -> statement(workspace, where(workspace, filter, user), true, """
                        SELECT count(*) AS deals, count(*) FILTER (WHERE decide_at < :now) AS undecided FROM deals""")
                        .query(Row.mapper(StalledCount.class))
                        .single());
    }

    private @Nullable Timestamp begin(int workspace, @Nullable LocalDate day) {
        return day == null
                ? null
                : Timestamp.from(
                        day.atStartOfDay(workspaces.get(workspace).timeZone()).toInstant());
    }

    private Where where(int workspace, DealFilter filter, int user) {
        LocalDate last = filter.closedTo();
        return new Where()
                .add("d.closed_at >= :closed_from", begin(workspace, filter.closedFrom()))
                .add("d.closed_at < :closed_to", begin(workspace, last == null ? null : last.plusDays(1)))
                .add("d.state = :state", filter.state().equals("any") ? null : filter.state())
                .when(filter.asking(), ASKING)
                .add("d.funnel_id || '.' || d.pipeline = :pipeline", filter.pipeline())
                .add("d.stage = :stage", filter.stage())
                .when(filter.owner().equals("nobody"), "o.id IS NULL")
                .add(
                        "o.id = :owner",
                        switch (filter.owner()) {
                            case "", "nobody" -> null;
                            case "mine" -> user;
                            default -> Integer.valueOf(filter.owner());
                        })
                .add("p.company_id = :company", filter.company().isEmpty() ? null : Long.valueOf(filter.company()))
                .contains("concat_ws(' ', d.title, p.company_name, p.name, p.email, d.next_step) ILIKE :q", filter.q());
    }
}
