package dev.sluice.people;

import dev.sluice.platform.Time;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.Workspaces;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds a page of people among a million in bounded work. Where one condition alone leaves few, those few are
 * fetched and sorted; else the list rides an index in the order asked for and passes over whom the other
 * conditions leave out, at most {@value #WINDOW} in a row: then the page ends early and its cursor goes on there.
 */
@Component
class PeopleSearch {
    static final int WINDOW = 3_000;
    static final int MOST_COUNTED = 10_000;

    /** A page: whom to show in order, where the next begins (null at the end), and how many there are. */
    record SearchPage(
            List<Long> people,
            @Nullable String next,
            @Nullable Count count) {}

    /** How many, or at least how many. */
    record Count(long number, boolean atLeast) {}

    /** What an index gave from a place on; {@code bound} is where it stopped looking, null at its end. */
    private record SearchStretch(
            List<PeopleCursor> places, @Nullable PeopleCursor bound) {}

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Workspaces workspaces;
    private final SelectiveConditions candidates;
    private final InstantSource clock;

    PeopleSearch(
            JdbcClient jdbc,
            Tenancy tenancy,
            Workspaces workspaces,
            SelectiveConditions candidates,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.workspaces = workspaces;
        this.candidates = candidates;
        this.clock = clock;
    }

    SearchPage find(int workspace, PeopleFilter filter, @Nullable String after, int limit, boolean counted) {
        PeopleCursor place = after == null ? null : PeopleCursor.of(after, filter.sort());
        ZoneId zone = workspaces.get(workspace).timeZone();
        return tenancy.read(workspace, () -> {
            PeopleFilterSql conditions = new PeopleFilterSql(workspace, filter, zone, clock.instant());
            SelectiveConditions.Few few = candidates.few(workspace, filter, conditions);
            return few == null
                    ? ride(filter, conditions, place, limit, counted)
                    : gather(filter, conditions, few, place, limit);
        });
    }

    private SearchPage gather(
            PeopleFilter filter,
            PeopleFilterSql conditions,
            SelectiveConditions.Few few,
            @Nullable PeopleCursor after,
            int limit) {
        List<PeopleCursor> all = new ArrayList<>(jdbc.sql("SELECT p.id, " + key(filter.sort())
                        + """

                        FROM unnest(:few::bigint[]) AS f(id)
                        JOIN shared_person p ON p.workspace_id = :w AND p.id = f.id
                        LEFT JOIN shared_standing s ON s.workspace_id = :w AND s.run = :run AND s.person_id = p.id
                        WHERE p.merged_into IS NULL"""
                        + (filter.sort() == PeopleSort.NAME ? " AND p.name_key IS NOT NULL" : "")
                        + conditions.all(filter))
                .params(conditions.values)
                .param("few", SqlArray.bigint(few.people()))
                .query((row, number) -> place(filter.sort(), row))
                .list());
        Comparator<PeopleCursor> order = PeopleCursor.order(filter.sort());
        all.sort(order);
        Count count = new Count(all.size(), few.cut());
        List<PeopleCursor> rest = after == null
                ? all
                : all.stream().filter(place -> order.compare(place, after) > 0).toList();
        return found(filter, new SearchStretch(rest, null), limit, count);
    }

    private SearchPage ride(
            PeopleFilter filter, PeopleFilterSql conditions, @Nullable PeopleCursor after, int limit, boolean counted) {
        Count count = counted && after == null ? count(filter, conditions) : null;
        SearchStretch stretch = filter.sort() == PeopleSort.ENGAGEMENT
                ? merged(lanes(filter, conditions, after, limit + 1))
                : ofPeople(filter, conditions, after, limit + 1);
        return found(filter, stretch, limit, count);
    }

    private static SearchPage found(PeopleFilter filter, SearchStretch stretch, int limit, @Nullable Count count) {
        boolean more = stretch.places().size() > limit;
        List<PeopleCursor> shown = more ? stretch.places().subList(0, limit) : stretch.places();
        PeopleCursor last = more ? shown.getLast() : stretch.bound();
        return new SearchPage(
                shown.stream().map(PeopleCursor::id).toList(), last == null ? null : last.cursor(filter.sort()), count);
    }

    /** One stretch for each stage, in the order of engagement. */
    private List<SearchStretch> lanes(
            PeopleFilter filter, PeopleFilterSql conditions, @Nullable PeopleCursor after, int wanted) {
        List<SearchStretch> lanes = new ArrayList<>();
        List<Integer> stages = filter.stages();
        if (stages == null) {
            stages = new ArrayList<>();
            for (int i = -1;
                    filter.run() != null
                            && i < filter.run().definition().stages().size();
                    i++) {
                stages.add(i);
            }
        }
        for (int stage : stages) {
            lanes.add(lane(conditions, stage, after, wanted));
        }
        return lanes;
    }

    /** Those as engaged as the place, which a large part may be, and then those less so: each one range of the index. */
    private SearchStretch lane(PeopleFilterSql conditions, int stage, @Nullable PeopleCursor after, int wanted) {
        if (after == null) {
            return range(conditions, stage, "", null, wanted);
        }
        SearchStretch equal = range(conditions, stage, " AND s.rank = :rank AND s.person_id > :id", after, wanted);
        if (equal.places().size() >= wanted || equal.bound() != null) {
            return equal;
        }
        SearchStretch below = range(
                conditions,
                stage,
                " AND s.rank < :rank",
                after,
                wanted - equal.places().size());
        List<PeopleCursor> places = new ArrayList<>(equal.places());
        places.addAll(below.places());
        return new SearchStretch(places, below.bound());
    }

    private SearchStretch range(
            PeopleFilterSql conditions, int stage, String from, @Nullable PeopleCursor after, int wanted) {
        boolean sure = conditions.residual.isEmpty();
        String range = """
                SELECT s.* FROM shared_standing s WHERE s.workspace_id = :w AND s.run = :run AND s.stage = :stage""" + conditions.inLane + from + " ORDER BY s.rank DESC, s.person_id";
        String sql = sure
                ? "SELECT r.person_id, r.rank FROM (" + range + " LIMIT :wanted) r"
                : "SELECT s.person_id, s.rank FROM (" + range + " LIMIT " + WINDOW
                        + ") s JOIN shared_person p ON p.workspace_id = :w AND p.id = s.person_id WHERE p.merged_into IS NULL"
                        + conditions.residual() + " ORDER BY s.rank DESC, s.person_id LIMIT :wanted";
        List<PeopleCursor> places = spec(conditions, sql, stage, after)
                .param("wanted", wanted)
                .query((row, number) -> new PeopleCursor(row.getDouble(2), "", row.getLong(1)))
                .list();
        if (sure || places.size() >= wanted) {
            return new SearchStretch(places, null);
        }
        return new SearchStretch(
                places,
                spec(
                                conditions,
                                "SELECT r.person_id, r.rank FROM (" + range + " OFFSET " + (WINDOW - 1) + " LIMIT 1) r",
                                stage,
                                after)
                        .query((row, number) -> new PeopleCursor(row.getDouble(2), "", row.getLong(1)))
                        .optional()
                        .orElse(null));
    }

    private JdbcClient.StatementSpec spec(
            PeopleFilterSql conditions, String sql, int stage, @Nullable PeopleCursor after) {
        JdbcClient.StatementSpec spec = jdbc.sql(sql).params(conditions.values).param("stage", stage);
        return after == null ? spec : spec.param("rank", after.number()).param("id", after.id());
    }

    /** What all lanes together say for certain: nothing behind the first place where one of them stopped looking. */
    private static SearchStretch merged(List<SearchStretch> lanes) {
        Comparator<PeopleCursor> order = PeopleCursor.order(PeopleSort.ENGAGEMENT);
        PeopleCursor bound = lanes.stream()
                .map(SearchStretch::bound)
                .flatMap(place -> java.util.stream.Stream.ofNullable(place))
                .min(order)
                .orElse(null);
        return new SearchStretch(
                lanes.stream()
                        .flatMap(lane -> lane.places().stream())
                        .filter(place -> bound == null || order.compare(place, bound) <= 0)
                        .sorted(order)
                        .toList(),
                bound);
    }

    private SearchStretch ofPeople(
            PeopleFilter filter, PeopleFilterSql conditions, @Nullable PeopleCursor after, int wanted) {
        boolean byName = filter.sort() == PeopleSort.NAME;
        String range = byName
                ? "SELECT p.* FROM shared_person p WHERE p.workspace_id = :w AND p.name_key IS NOT NULL"
                        + (after == null ? "" : " AND (p.name_key, p.id) > (:name, :id)")
                        + " ORDER BY p.name_key, p.id"
                : "SELECT p.* FROM shared_person p WHERE p.workspace_id = :w AND p.merged_into IS NULL"
                        + conditions.inPeriod
                        + (after == null ? "" : " AND (p.created_at, p.id) < (:at, :id)")
                        + " ORDER BY p.created_at DESC, p.id DESC";
        String order = byName ? " ORDER BY p.name_key, p.id" : " ORDER BY p.created_at DESC, p.id DESC";
        List<PeopleCursor> places = at(
                        conditions,
                        "SELECT p.id, " + key(filter.sort()) + " FROM (" + range + " LIMIT " + WINDOW
                                + ") p LEFT JOIN shared_standing s ON s.workspace_id = :w AND s.run = :run AND s.person_id = p.id"
                                + " WHERE p.merged_into IS NULL" + conditions.all(filter) + order + " LIMIT :wanted",
                        after,
                        byName)
                .param("wanted", wanted)
                .query((row, number) -> place(filter.sort(), row))
                .list();
        if (places.size() >= wanted) {
            return new SearchStretch(places, null);
        }
        return new SearchStretch(
                places,
                at(
                                conditions,
                                "SELECT p.id, " + key(filter.sort()) + " FROM (" + range + " OFFSET " + (WINDOW - 1)
                                        + " LIMIT 1) p",
                                after,
                                byName)
                        .query((row, number) -> place(filter.sort(), row))
                        .optional()
                        .orElse(null));
    }

    private JdbcClient.StatementSpec at(
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

    /** Whom the conditions leave, up to {@value #MOST_COUNTED}; where some have to be tried, of so many tried. */
    private Count count(PeopleFilter filter, PeopleFilterSql conditions) {
        boolean placed = filter.stages() != null;
        String tried = placed
                ? "SELECT s.* FROM shared_standing s WHERE s.workspace_id = :w AND s.run = :run AND s.stage = ANY (:stages::int[])"
                        + conditions.inLane
                : "SELECT p.* FROM shared_person p WHERE p.workspace_id = :w AND p.merged_into IS NULL"
                        + conditions.inPeriod;
        String all = conditions.all(filter);
        boolean sure = placed && conditions.residual.isEmpty();
        String sql = sure
                ? "SELECT count(*), count(*) FROM (" + tried + " LIMIT " + (MOST_COUNTED + 1) + ") s"
                : "SELECT count(*) FILTER (WHERE p.merged_into IS NULL" + all + "), count(*) FROM (" + tried + " LIMIT "
                        + (placed ? WINDOW : MOST_COUNTED) + ") "
                        + (placed
                                ? "s JOIN shared_person p ON p.workspace_id = :w AND p.id = s.person_id"
                                : "p LEFT JOIN shared_standing s ON s.workspace_id = :w AND s.run = :run AND s.person_id = p.id");
        int most = sure ? MOST_COUNTED + 1 : placed ? WINDOW : MOST_COUNTED;
        return jdbc.sql(sql)
                .params(conditions.values)
                .query((row, number) -> new Count(Math.min(row.getLong(1), MOST_COUNTED), row.getLong(2) >= most))
                .single();
    }

    private static String key(PeopleSort sort) {
        return switch (sort) {
            case ENGAGEMENT -> "coalesce(s.rank, " + dev.sluice.funnel.Standing.NO_RANK * 2 + ")";
            case NEWEST -> "(extract(epoch FROM p.created_at) * 1000000)::bigint";
            case NAME -> "p.name_key";
        };
    }

    private static PeopleCursor place(PeopleSort sort, java.sql.ResultSet row) throws java.sql.SQLException {
        return switch (sort) {
            case ENGAGEMENT, NEWEST -> new PeopleCursor(row.getDouble(2), "", row.getLong(1));
            case NAME -> new PeopleCursor(0, row.getString(2), row.getLong(1));
        };
    }
}
