package dev.sluice.people.search;

import dev.sluice.people.search.PeopleSearchRows.SearchRange;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.workspace.Workspaces;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds a page of people among a million in bounded work. Where one condition alone leaves few, those few are
 * fetched and sorted; else the list follows an index in the requested order and passes over the people whom the other
 * conditions leave out, at most {@value PeopleSearchRows#WINDOW} in a row: then the page ends early and its cursor
 * continues there. A page without anyone is looked further for, in ever larger steps: it has no cursor.
 */
@Component
public class PeopleSearch {
    /**
     * A page: people in order, the cursor of the next page (null at the end), how many there are (null when unknown),
     * and whether a search found more than were looked at.
     */
    record SearchPage(
            List<Long> people,
            @Nullable String next,
            @Nullable Count count,
            boolean cut) {}

    /** How many, or at least how many. */
    public record Count(long number, boolean atLeast) {}

    /** How much wider the next look is, and how wide the widest. */
    private static final int WIDENED = 4;

    private static final int MAX_WINDOW = 10_000_000;

    private final PeopleSearchRows rows;
    private final Tenancy tenancy;
    private final Workspaces workspaces;
    private final SelectiveConditions selective;
    private final InstantSource clock;

    PeopleSearch(
            PeopleSearchRows rows,
            Tenancy tenancy,
            Workspaces workspaces,
            SelectiveConditions selective,
            InstantSource clock) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.workspaces = workspaces;
        this.selective = selective;
        this.clock = clock;
    }

    SearchPage find(int workspace, PeopleFilter filter, @Nullable String after, int limit, boolean counted) {
        PeopleCursor position = after == null ? null : PeopleCursor.of(after, filter.sort());
        ZoneId zone = workspaces.get(workspace).timeZone();
        return tenancy.read(workspace, () -> {
            PeopleFilterSql conditions = new PeopleFilterSql(workspace, filter, zone, clock.instant());
            SelectiveConditions.Few few = selective.few(workspace, filter, conditions);
            return few == null
                    ? alongIndex(filter, conditions, position, limit, counted)
                    : sorted(filter, conditions, few, position, limit);
        });
    }

    private SearchPage alongIndex(
            PeopleFilter filter, PeopleFilterSql conditions, @Nullable PeopleCursor after, int limit, boolean counted) {
        Count count = counted && after == null ? rows.count(filter, conditions) : null;
        int window = PeopleSearchRows.WINDOW;
        SearchRange range = range(filter, conditions, after, limit + 1, window);
        while (range.positions().isEmpty() && range.bound() != null && window < MAX_WINDOW) {
            window *= WIDENED;
            range = range(filter, conditions, range.bound(), limit + 1, window);
        }
        return page(filter, range, limit, count, false);
    }

    private SearchRange range(
            PeopleFilter filter, PeopleFilterSql conditions, @Nullable PeopleCursor after, int limit, int window) {
        SearchRange found = new SearchRange(List.of(), null);
        boolean byEngagement = filter.sort() == PeopleSort.ENGAGEMENT;
        if (byEngagement && (after == null || !PeopleOrder.UNPLACED.holds(after))) {
            found = merged(lanes(filter, conditions, after, limit, window));
        }
        for (PeopleOrder order : PeopleOrder.of(filter.sort())) {
            boolean behind = after != null && order.isBefore(after);
            boolean possible =
                    !byEngagement || filter.stages() == null || filter.stages().contains(-1);
            if (possible
                    && !behind
                    && found.bound() == null
                    && found.positions().size() < limit) {
                SearchRange more = rows.people(
                        filter,
                        conditions,
                        order,
                        after,
                        limit - found.positions().size(),
                        window);
                List<PeopleCursor> positions = new ArrayList<>(found.positions());
                positions.addAll(more.positions());
                found = new SearchRange(positions, more.bound());
            }
        }
        return found;
    }

    private SearchPage sorted(
            PeopleFilter filter,
            PeopleFilterSql conditions,
            SelectiveConditions.Few few,
            @Nullable PeopleCursor after,
            int limit) {
        Comparator<PeopleCursor> order = PeopleCursor.order(filter.sort());
        List<PeopleCursor> all = rows.few(filter, conditions, few.people()).stream()
                .sorted(order)
                .toList();
        Count count = few.cut() ? null : new Count(all.size(), false);
        List<PeopleCursor> rest = after == null
                ? all
                : all.stream()
                        .filter(position -> order.compare(position, after) > 0)
                        .toList();
        return page(filter, new SearchRange(rest, null), limit, count, few.cut());
    }

    private static SearchPage page(
            PeopleFilter filter, SearchRange range, int limit, @Nullable Count count, boolean cut) {
        boolean more = range.positions().size() > limit;
        List<PeopleCursor> page = more ? range.positions().subList(0, limit) : range.positions();
        PeopleCursor last = more ? page.getLast() : range.bound();
        return new SearchPage(
                page.stream().map(PeopleCursor::id).toList(),
                last == null || page.isEmpty() ? null : last.cursor(filter.sort()),
                count,
                cut);
    }

    /** One range for each stage, in the order of engagement. */
    private List<SearchRange> lanes(
            PeopleFilter filter, PeopleFilterSql conditions, @Nullable PeopleCursor after, int limit, int window) {
        List<Integer> stages = filter.stages() == null ? allStages(filter.run()) : filter.stages();
        return stages.stream()
                .map(stage -> lane(conditions, stage, after, limit, window))
                .toList();
    }

    private static List<Integer> allStages(@Nullable DefinitionRun run) {
        return run == null
                ? List.of()
                : IntStream.range(-1, run.definition().stages().size()).boxed().toList();
    }

    /** People as engaged as the position, who may be many, and then those less engaged: each one range of the index. */
    private SearchRange lane(
            PeopleFilterSql conditions, int stage, @Nullable PeopleCursor after, int limit, int window) {
        if (after == null) {
            return rows.lane(conditions, stage, "", null, limit, window);
        }
        SearchRange equal =
                rows.lane(conditions, stage, " AND s.rank = :rank AND s.person_id > :id", after, limit, window);
        if (equal.positions().size() >= limit || equal.bound() != null) {
            return equal;
        }
        int left = limit - equal.positions().size();
        SearchRange below = rows.lane(conditions, stage, " AND s.rank < :rank", after, left, window);
        List<PeopleCursor> positions = new ArrayList<>(equal.positions());
        positions.addAll(below.positions());
        return new SearchRange(positions, below.bound());
    }

    /** What is certain of all lanes together: nothing behind the first position where one of them stopped looking. */
    private static SearchRange merged(List<SearchRange> lanes) {
        Comparator<PeopleCursor> order = PeopleCursor.order(PeopleSort.ENGAGEMENT);
        PeopleCursor bound = lanes.stream()
                .map(SearchRange::bound)
                .flatMap(position -> Stream.ofNullable(position))
                .min(order)
                .orElse(null);
        return new SearchRange(
                lanes.stream()
                        .flatMap(lane -> lane.positions().stream())
                        .filter(position -> bound == null || order.compare(position, bound) <= 0)
                        .sorted(order)
                        .toList(),
                bound);
    }
}
