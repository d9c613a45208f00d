package dev.sluice.people.search;

import dev.sluice.funnel.Standing;
import dev.sluice.people.search.PeopleSearch.Count;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads positions of people in a list, each query in bounded work. */
@Component
class PeopleSearchRows {
    /** So many rows of an index are tried in a row; then a page ends early and its cursor continues there. */
    static final int WINDOW = 3_000;

    static final int MAX_COUNTED = 10_000;

    /** What an index has after a position; {@code bound} is where it stopped looking, null at its end. */
    record SearchRange(
            List<PeopleCursor> positions, @Nullable PeopleCursor bound) {}

    private final JdbcClient jdbc;

    PeopleSearchRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The positions of those of a few people whom all conditions leave, in no order. */
    List<PeopleCursor> few(PeopleFilter filter, PeopleFilterSql conditions, List<Long> people) {
        return jdbc.sql("SELECT p.id, " + key(filter.sort())
                        + """

                        FROM unnest(:few::bigint[]) AS f(id)
                        JOIN shared_person p ON p.workspace_id = :w AND p.id = f.id
                        LEFT JOIN shared_standing s ON s.workspace_id = :w AND s.run = :run AND s.person_id = p.id
                        WHERE p.merged_into IS NULL"""
                        + (filter.sort() == PeopleSort.NAME ? " AND p.name_key IS NOT NULL" : "")
                        + conditions.all(filter))
                .params(conditions.values)
                .param("few", SqlArray.bigint(people))
                .query(Row.map(row -> position(filter.sort(), row)))
                .list();
    }

    /** The people of one stage in the order of engagement, from a position in SQL on. */
    SearchRange lane(PeopleFilterSql conditions, int stage, String from, @Nullable PeopleCursor after, int limit) {
        boolean sure = conditions.residual.isEmpty();
        String range = """
                SELECT s.* FROM shared_standing s WHERE s.workspace_id = :w AND s.run = :run AND s.stage = :stage""" + conditions.inLane + from + " ORDER BY s.rank DESC, s.person_id";
        String sql = sure
                ? "SELECT r.person_id AS id, r.rank AS key FROM (" + range + " LIMIT :limit) r"
                : "SELECT s.person_id AS id, s.rank AS key FROM (" + range + " LIMIT " + WINDOW
                        + ") s JOIN shared_person p ON p.workspace_id = :w AND p.id = s.person_id WHERE p.merged_into IS NULL"
                        + conditions.residual() + " ORDER BY s.rank DESC, s.person_id LIMIT :limit";
        List<PeopleCursor> positions = inLane(conditions, sql, stage, after)
                .param("limit", limit)
                .query(Row.map(row -> position(PeopleSort.ENGAGEMENT, row)))
                .list();
        if (sure || positions.size() >= limit) {
            return new SearchRange(positions, null);
        }
        String bound =
                "SELECT r.person_id AS id, r.rank AS key FROM (" + range + " OFFSET " + (WINDOW - 1) + " LIMIT 1) r";
        return new SearchRange(
                positions,
                inLane(conditions, bound, stage, after)
                        .query(Row.map(row -> position(PeopleSort.ENGAGEMENT, row)))
                        .optional()
                        .orElse(null));
    }

    private JdbcClient.StatementSpec inLane(
            PeopleFilterSql conditions, String sql, int stage, @Nullable PeopleCursor after) {
        JdbcClient.StatementSpec spec = jdbc.sql(sql).params(conditions.values).param("stage", stage);
        return after == null ? spec : spec.param("rank", after.number()).param("id", after.id());
    }

    /** The people after a position, by name or the newest first. */
    SearchRange people(PeopleFilter filter, PeopleFilterSql conditions, @Nullable PeopleCursor after, int limit) {
        boolean byName = filter.sort() == PeopleSort.NAME;
        String order = byName ? " ORDER BY p.name_key, p.id" : " ORDER BY p.created_at DESC, p.id DESC";
        String range = "SELECT p.* FROM shared_person p WHERE p.workspace_id = :w"
                + (byName
                        ? " AND p.name_key IS NOT NULL"
                                + (after == null ? "" : " AND (p.name_key, p.id) > (:name, :id)")
                        : " AND p.merged_into IS NULL" + conditions.inPeriod
                                + (after == null ? "" : " AND (p.created_at, p.id) < (:at, :id)"))
                + order;
        String sql = "SELECT p.id, " + key(filter.sort()) + " FROM (" + range + " LIMIT " + WINDOW
                + ") p LEFT JOIN shared_standing s ON s.workspace_id = :w AND s.run = :run AND s.person_id = p.id"
                + " WHERE p.merged_into IS NULL" + conditions.all(filter) + order + " LIMIT :limit";
        List<PeopleCursor> positions = after(conditions, sql, after, byName)
                .param("limit", limit)
                .query(Row.map(row -> position(filter.sort(), row)))
                .list();
        if (positions.size() >= limit) {
            return new SearchRange(positions, null);
        }
        String bound =
                "SELECT p.id, " + key(filter.sort()) + " FROM (" + range + " OFFSET " + (WINDOW - 1) + " LIMIT 1) p";
        return new SearchRange(
                positions,
                after(conditions, bound, after, byName)
                        .query(Row.map(row -> position(filter.sort(), row)))
                        .optional()
                        .orElse(null));
    }

    private JdbcClient.StatementSpec after(
            PeopleFilterSql conditions, String sql, @Nullable PeopleCursor after, boolean byName) {
        JdbcClient.StatementSpec spec = jdbc.sql(sql).params(conditions.values);
        if (after == null) {
            return spec;
        }
        spec = spec.param("id", after.id());
        return byName
                ? spec.param("name", after.text())
                : spec.param("at", Timestamp.from(Time.instant((long) after.number())));
    }

    /** How many people the conditions leave, up to {@value #MAX_COUNTED}; where some have to be tried, of so many tried. */
    Count count(PeopleFilter filter, PeopleFilterSql conditions) {
        boolean placed = filter.stages() != null;
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
                        + tried + " LIMIT " + (placed ? WINDOW : MAX_COUNTED) + ") "
                        + (placed
                                ? "s JOIN shared_person p ON p.workspace_id = :w AND p.id = s.person_id"
                                : "p LEFT JOIN shared_standing s ON s.workspace_id = :w AND s.run = :run AND s.person_id = p.id");
        int limit = sure ? MAX_COUNTED + 1 : placed ? WINDOW : MAX_COUNTED;
        return jdbc.sql(sql)
                .params(conditions.values)
                .query(Row.map(row ->
                        new Count(Math.min(row.longValue("people"), MAX_COUNTED), row.longValue("tried") >= limit)))
                .single();
    }

    private static String key(PeopleSort sort) {
        return switch (sort) {
            case ENGAGEMENT -> "coalesce(s.rank, " + Standing.NO_RANK * 2 + ") AS key";
            case NEWEST -> "(extract(epoch FROM p.created_at) * 1000000)::bigint AS key";
            case NAME -> "p.name_key AS key";
        };
    }

    private static PeopleCursor position(PeopleSort sort, Row row) {
        return switch (sort) {
            case ENGAGEMENT, NEWEST -> new PeopleCursor(row.doubleValue("key"), "", row.longValue("id"));
            case NAME -> new PeopleCursor(0, row.text("key"), row.longValue("id"));
        };
    }
}
