package dev.sluice.people;

import dev.sluice.platform.SqlArray;
import dev.sluice.platform.Tenancy;
import dev.sluice.platform.Time;
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
    record Found(
            List<Long> people,
            @Nullable String next,
            @Nullable Count count) {}

    /** How many, or at least how many. */
    record Count(long number, boolean atLeast) {}

    /** What an index gave from a place on; {@code bound} is where it stopped looking, null at its end. */
    private record Stretch(List<Place> places, @Nullable Place bound) {}

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Workspaces workspaces;
    private final Candidates candidates;
    private final InstantSource clock;

    PeopleSearch(JdbcClient jdbc, Tenancy tenancy, Workspaces workspaces, Candidates candidates, InstantSource clock) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.workspaces = workspaces;
        this.candidates = candidates;
        this.clock = clock;
    }

    Found find(int workspace, PeopleFilter filter, @Nullable String after, int limit, boolean counted) {
        Place place = after == null ? null : Place.of(after, filter.sort());
        ZoneId zone = workspaces.get(workspace).timeZone();
        return tenancy.read(workspace, () -> {
            Conditions conditions = new Conditions(workspace, filter, zone, clock.instant());
            Candidates.Few few = candidates.few(workspace, filter, conditions);
            return few == null
                    ? ride(filter, conditions, place, limit, counted)
                    : gather(filter, conditions, few, place, limit);
        });
    }

    private Found gather(
            PeopleFilter filter, Conditions conditions, Candidates.Few few, @Nullable Place after, int limit) {
        List<Place> all = new ArrayList<>(jdbc.sql("SELECT p.id, " + key(filter.sort())
                        + """

                        FROM unnest(:few::bigint[]) AS f(id)
                        JOIN shared_person p ON p.workspace_id = :w AND p.id = f.id
                        LEFT JOIN shared_standing s ON s.workspace_id = :w AND s.run = :run AND s.person_id = p.id
                        WHERE p.merged_into IS NULL"""
                        + (filter.sort() == Sort.NAME ? " AND p.name_key IS NOT NULL" : "")
                        + conditions.all(filter))
                .params(conditions.values)
                .param("few", SqlArray.bigint(few.people()))
                .query((row, number) -> place(filter.sort(), row))
                .list());
        Comparator<Place> order = Place.order(filter.sort());
        all.sort(order);
        Count count = new Count(all.size(), few.cut());
        List<Place> rest = after == null
                ? all
                : all.stream().filter(place -> order.compare(place, after) > 0).toList();
        return found(filter, new Stretch(rest, null), limit, count);
    }

    private Found ride(PeopleFilter filter, Conditions conditions, @Nullable Place after, int limit, boolean counted) {
        Count count = counted && after == null ? count(filter, conditions) : null;
        Stretch stretch = filter.sort() == Sort.ENGAGEMENT
                ? merged(lanes(filter, conditions, after, limit + 1))
                : ofPeople(filter, conditions, after, limit + 1);
        return found(filter, stretch, limit, count);
    }

    private static Found found(PeopleFilter filter, Stretch stretch, int limit, @Nullable Count count) {
        boolean more = stretch.places().size() > limit;
        List<Place> shown = more ? stretch.places().subList(0, limit) : stretch.places();
        Place last = more ? shown.getLast() : stretch.bound();
        return new Found(
                shown.stream().map(Place::id).toList(), last == null ? null : last.cursor(filter.sort()), count);
    }

    /** One stretch for each stage, in the order of engagement. */
    private List<Stretch> lanes(PeopleFilter filter, Conditions conditions, @Nullable Place after, int wanted) {
        List<Stretch> lanes = new ArrayList<>();
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
    private Stretch lane(Conditions conditions, int stage, @Nullable Place after, int wanted) {
        if (after == null) {
            return range(conditions, stage, "", null, wanted);
        }
        Stretch equal = range(conditions, stage, " AND s.rank = :rank AND s.person_id > :id", after, wanted);
        if (equal.places().size() >= wanted || equal.bound() != null) {
            return equal;
        }
        Stretch below = range(
                conditions,
                stage,
                " AND s.rank < :rank",
                after,
                wanted - equal.places().size());
        List<Place> places = new ArrayList<>(equal.places());
        places.addAll(below.places());
        return new Stretch(places, below.bound());
    }

    private Stretch range(Conditions conditions, int stage, String from, @Nullable Place after, int wanted) {
        boolean sure = conditions.residual.isEmpty();
        String range = """
                SELECT s.* FROM shared_standing s WHERE s.workspace_id = :w AND s.run = :run AND s.stage = :stage""" + conditions.inLane + from + " ORDER BY s.rank DESC, s.person_id";
        String sql = sure
                ? "SELECT r.person_id, r.rank FROM (" + range + " LIMIT :wanted) r"
                : "SELECT s.person_id, s.rank FROM (" + range + " LIMIT " + WINDOW
                        + ") s JOIN shared_person p ON p.workspace_id = :w AND p.id = s.person_id WHERE p.merged_into IS NULL"
                        + conditions.residual() + " ORDER BY s.rank DESC, s.person_id LIMIT :wanted";
        List<Place> places = spec(conditions, sql, stage, after)
                .param("wanted", wanted)
                .query((row, number) -> new Place(row.getDouble(2), "", row.getLong(1)))
                .list();
        if (sure || places.size() >= wanted) {
            return new Stretch(places, null);
        }
        return new Stretch(
                places,
                spec(
                                conditions,
                                "SELECT r.person_id, r.rank FROM (" + range + " OFFSET " + (WINDOW - 1) + " LIMIT 1) r",
                                stage,
                                after)
                        .query((row, number) -> new Place(row.getDouble(2), "", row.getLong(1)))
                        .optional()
                        .orElse(null));
    }

    private JdbcClient.StatementSpec spec(Conditions conditions, String sql, int stage, @Nullable Place after) {
        JdbcClient.StatementSpec spec = jdbc.sql(sql).params(conditions.values).param("stage", stage);
        return after == null ? spec : spec.param("rank", after.number()).param("id", after.id());
    }

    /** What all lanes together say for certain: nothing behind the first place where one of them stopped looking. */
    private static Stretch merged(List<Stretch> lanes) {
        Comparator<Place> order = Place.order(Sort.ENGAGEMENT);
        Place bound = lanes.stream()
                .map(Stretch::bound)
                .flatMap(place -> java.util.stream.Stream.ofNullable(place))
                .min(order)
                .orElse(null);
        return new Stretch(
                lanes.stream()
                        .flatMap(lane -> lane.places().stream())
                        .filter(place -> bound == null || order.compare(place, bound) <= 0)
                        .sorted(order)
                        .toList(),
                bound);
    }

    private Stretch ofPeople(PeopleFilter filter, Conditions conditions, @Nullable Place after, int wanted) {
        boolean byName = filter.sort() == Sort.NAME;
        String range = byName
                ? "SELECT p.* FROM shared_person p WHERE p.workspace_id = :w AND p.name_key IS NOT NULL"
                        + (after == null ? "" : " AND (p.name_key, p.id) > (:name, :id)")
                        + " ORDER BY p.name_key, p.id"
                : "SELECT p.* FROM shared_person p WHERE p.workspace_id = :w AND p.merged_into IS NULL"
                        + conditions.inPeriod
                        + (after == null ? "" : " AND (p.created_at, p.id) < (:at, :id)")
                        + " ORDER BY p.created_at DESC, p.id DESC";
        String order = byName ? " ORDER BY p.name_key, p.id" : " ORDER BY p.created_at DESC, p.id DESC";
        List<Place> places = at(
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
            return new Stretch(places, null);
        }
        return new Stretch(
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

    private JdbcClient.StatementSpec at(Conditions conditions, String sql, @Nullable Place after, boolean byName) {
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
    private Count count(PeopleFilter filter, Conditions conditions) {
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

    private static String key(Sort sort) {
        return switch (sort) {
            case ENGAGEMENT -> "coalesce(s.rank, " + dev.sluice.funnel.Standing.NO_RANK * 2 + ")";
            case NEWEST -> "(extract(epoch FROM p.created_at) * 1000000)::bigint";
            case NAME -> "p.name_key";
        };
    }

    private static Place place(Sort sort, java.sql.ResultSet row) throws java.sql.SQLException {
        return switch (sort) {
            case ENGAGEMENT, NEWEST -> new Place(row.getDouble(2), "", row.getLong(1));
            case NAME -> new Place(0, row.getString(2), row.getLong(1));
        };
    }
}
