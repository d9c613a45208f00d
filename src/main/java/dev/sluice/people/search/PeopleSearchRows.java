package dev.sluice.people.search;

import dev.sluice.funnel.Standing;
import dev.sluice.people.search.PeopleSearch.Count;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads positions of people in a list, each query in bounded work. */
@Component
class PeopleSearchRows {
    /** So many rows of an index are tried in a row; then a page ends early and its cursor continues there. */
    static final int WINDOW = 3_000;

    static final int MAX_COUNTED = 10_000;
    private static final int MAX_TRIED = 100_000;

    /** The rank of people who have no standing: below every other. */
    static final double NO_STANDING = Standing.NO_RANK * 2;

    /** What an index has after a position; {@code bound} is where it stopped looking, null at its end. */
    record SearchRange(
            List<PeopleCursor> positions, @Nullable PeopleCursor bound) {}

    private final JdbcClient jdbc;

    PeopleSearchRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The positions of those of a few people whom all conditions leave, in no order. */
    List<PeopleCursor> few(PeopleFilter filter, PeopleFilterSql conditions, List<Long> people) {
        return jdbc.sql("SELECT p.id, " + key(filter.sort()) + """

                        FROM unnest(:few::bigint[]) AS f(id)
                        JOIN shared_person p ON p.workspace_id = :w AND p.id = f.id
                        LEFT JOIN shared_standing s ON s.workspace_id = :w AND s.run = :run AND s.person_id = p.id
                        WHERE p.merged_into IS NULL""" + conditions.all(filter))
                .params(conditions.values)
                .param("few", SqlArray.bigint(people))
                .query(Row.map(row -> position(filter.sort(), row)))
                .list();
    }

    /** The people of one stage in the order of engagement, from a position in SQL on. */
    SearchRange lane(
            PeopleFilterSql conditions, int stage, String from, @Nullable PeopleCursor after, int limit, int window) {
        boolean sure = conditions.residual.isEmpty();
        String range = """
                SELECT s.* FROM shared_standing s WHERE s.workspace_id = :w AND s.run = :run AND s.stage = :stage""" + conditions.inLane + from + " ORDER BY s.rank DESC, s.person_id";
        String sql = sure
                ? "SELECT r.person_id AS id, r.rank AS key FROM (" + range + " LIMIT :limit) r"
                : "SELECT s.person_id AS id, s.rank AS key FROM (" + range + " LIMIT " + window
                        + ") s JOIN shared_person p ON p.workspace_id = :w AND p.id = s.person_id WHERE p.merged_into IS NULL"
                        + conditions.residual() + " ORDER BY s.rank DESC, s.person_id LIMIT :limit";
        JdbcClient.StatementSpec spec = inLane(conditions, sql, stage, after).param("limit", limit);
        List<PeopleCursor> positions = positions(PeopleSort.ENGAGEMENT, spec);
        if (sure || positions.size() >= limit) {
            return new SearchRange(positions, null);
        }
        String bound =
                "SELECT r.person_id AS id, r.rank AS key FROM (" + range + " OFFSET " + (window - 1) + " LIMIT 1) r";
        return new SearchRange(positions, first(PeopleSort.ENGAGEMENT, inLane(conditions, bound, stage, after)));
    }

    private JdbcClient.StatementSpec inLane(
            PeopleFilterSql conditions, String sql, int stage, @Nullable PeopleCursor after) {
        JdbcClient.StatementSpec spec = jdbc.sql(sql).params(conditions.values).param("stage", stage);
        return after == null ? spec : spec.param("rank", after.number()).param("id", after.id());
    }

    /** The people after a position in one part of an order that an index of people has. */
    SearchRange people(
            PeopleFilter filter,
            PeopleFilterSql conditions,
            PeopleOrder order,
            @Nullable PeopleCursor after,
            int limit,
            int window) {
        boolean within = after != null && order.holds(after);
        String range = "SELECT p.* FROM shared_person p WHERE p.workspace_id = :w" + order.part
                + (order == PeopleOrder.NEWEST ? conditions.inPeriod : "") + (within ? order.after : "") + order.by;
        String sql = "SELECT p.id, " + key(filter.sort()) + " FROM (" + range + " LIMIT " + window
                + ") p LEFT JOIN shared_standing s ON s.workspace_id = :w AND s.run = :run AND s.person_id = p.id"
                + " WHERE p.merged_into IS NULL" + order.residual + conditions.all(filter) + order.by + " LIMIT :limit";
        PeopleCursor from = within ? after : null;
        List<PeopleCursor> positions =
                positions(filter.sort(), after(conditions, sql, from).param("limit", limit));
        if (positions.size() >= limit) {
            return new SearchRange(positions, null);
        }
        String bound = "SELECT p.id, " + order.bound(filter.sort()) + " FROM (" + range + " OFFSET " + (window - 1)
                + " LIMIT 1) p";
        return new SearchRange(positions, first(filter.sort(), after(conditions, bound, from)));
    }

    private JdbcClient.StatementSpec after(PeopleFilterSql conditions, String sql, @Nullable PeopleCursor after) {
        JdbcClient.StatementSpec spec = jdbc.sql(sql).params(conditions.values);
        return after == null
                ? spec
                : spec.param("id", after.id())
                        .param("name", after.text())
                        .param("at", Timestamp.from(Time.instant((long) Math.max(0, after.number()))));
    }

    private static List<PeopleCursor> positions(PeopleSort sort, JdbcClient.StatementSpec spec) {
        return spec.query(Row.map(row -> position(sort, row))).list();
    }

    private static @Nullable PeopleCursor first(PeopleSort sort, JdbcClient.StatementSpec spec) {
        return spec.query(Row.map(row -> position(sort, row))).optional().orElse(null);
    }

    /** How many people the conditions leave, up to {@value #MAX_COUNTED}; null where more would have to be tried to know. */
    @Nullable
    Count count(PeopleFilter filter, PeopleFilterSql conditions) {
        boolean placed = filter.stages() != null && !filter.stages().contains(-1);
        String tried = placed
                ? "SELECT s.* FROM shared_standing s WHERE s.workspace_id = :w AND s.run = :run AND s.stage = ANY (:stages::int[])"
                        + conditions.inLane
                : "SELECT p.* FROM shared_person p WHERE p.workspace_id = :w AND p.merged_into IS NULL"
                        + conditions.inPeriod;
        String all = conditions.all(filter);
        boolean sure = placed && conditions.residual.isEmpty();
        String sql = sure
                ? "SELECT count(*) AS people, count(*) AS tried FROM (" + tried + " LIMIT " + (MAX_COUNTED + 1) + ") s"
                : "SELECT count(*) FILTER (WHERE p.merged_into IS NULL" + all + ") AS people, count(*) AS tried FROM ("
                        + tried + " LIMIT " + MAX_TRIED + ") "
                        + (placed
                                ? "s JOIN shared_person p ON p.workspace_id = :w AND p.id = s.person_id"
                                : "p LEFT JOIN shared_standing s ON s.workspace_id = :w AND s.run = :run AND s.person_id = p.id");
        return jdbc.sql(sql)
                .params(conditions.values)
                .query(Row.map(row -> counted(row.longValue("people"), row.longValue("tried"))))
                .single()
                .orElse(null);
    }

    private static Optional<Count> counted(long people, long tried) {
        if (people > MAX_COUNTED) {
            return Optional.of(new Count(MAX_COUNTED, true));
        }
        return tried >= MAX_TRIED ? Optional.empty() : Optional.of(new Count(people, false));
    }

    static String key(PeopleSort sort) {
        return switch (sort) {
            case ENGAGEMENT -> "coalesce(s.rank, " + NO_STANDING + ") AS key";
            case NEWEST -> "(extract(epoch FROM p.created_at) * 1000000)::bigint AS key";
            case NAME -> "coalesce(p.name_key, " + PeopleOrder.NAMELESS_KEY + ") AS key";
        };
    }

    private static PeopleCursor position(PeopleSort sort, Row row) {
        return switch (sort) {
            case ENGAGEMENT, NEWEST -> new PeopleCursor(row.doubleValue("key"), "", row.longValue("id"));
            case NAME -> new PeopleCursor(0, row.text("key"), row.longValue("id"));
        };
    }
}
