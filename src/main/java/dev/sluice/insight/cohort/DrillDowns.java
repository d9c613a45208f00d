package dev.sluice.insight.cohort;

import dev.sluice.insight.cohort.CohortSql.CohortBreakdown;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Cursor;
import dev.sluice.platform.web.Page;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the people and the deals behind a figure, as many as the figure says. */
@Component
public class DrillDowns {
    /** Instead of the position of a stage: everybody who entered the funnel, or with {@link StageOutcome#SEEN} every visitor. */
    public static final int ANY = -1;

    /** What deals can be asked for by. */
    public static final List<String> STATES = List.of("closed", "won", "lost", "open");

    /**
     * A deal behind a figure.
     *
     * @param person null where the person was erased
     * @param dated what puts it into the period: when it was decided, or opened while it is open
     */
    public record DrillDownDeal(
            long deal,
            String title,
            @Nullable Long person,
            @Nullable String name,
            @Nullable String owner,
            @Nullable BigDecimal amount,
            String currency,
            String state,
            @Nullable Instant opened,
            @Nullable Instant closed,
            Instant dated) {}

    /**
     * A person behind a figure.
     *
     * @param begun when they entered the funnel
     * @param reached when they reached the stage of the figure, and {@code next} a later one
     * @param waited seconds until the first response, where the figure is about responses
     */
    public record DrillDownPerson(
            long person,
            String name,
            String origin,
            Instant begun,
            @Nullable Instant reached,
            @Nullable Instant next,
            @Nullable Long waited) {}

    /** A part of a list and how long the whole of it is. */
    public record CountedPage<T>(Page<T> page, long count) {}

    private final DrillDownRows rows;
    private final ReportCache cache;

    DrillDowns(DrillDownRows rows, ReportCache cache) {
        this.rows = rows;
        this.cache = cache;
    }

    /**
     * The people who reached a stage, the newest first.
     *
     * @param stage its position, or {@link #ANY}
     * @param after the text of the page before; "" for the first page
     */
    public CountedPage<DrillDownPerson> people(
            int workspace, ReportFilter filter, int stage, StageOutcome outcome, String after, int limit) {
        Cursor cursor = Cursor.read("after", after, Instant.class, Long.class);
        CohortSql sql = new CohortSql(
                workspace, outcome == StageOutcome.SEEN ? filter.ofVisitors() : filter, CohortBreakdown.NOTHING);
        return cache.read(
                workspace,
                () -> new CountedPage<>(
                        Page.of(
                                rows.people(sql, stage, outcome, cursor, limit + 1),
                                limit,
                                last -> Cursor.of(
                                        last.reached() == null ? last.begun() : last.reached(), last.person())),
                        rows.countPeople(sql, stage, outcome)));
    }

    /**
     * The deals of the period, the last dated first.
     *
     * @param state one of {@link #STATES}
     */
    public CountedPage<DrillDownDeal> deals(int workspace, ReportFilter filter, String state, String after, int limit) {
        if (!STATES.contains(state)) {
            throw new BadInput("state", "Say one of " + String.join(", ", STATES) + ".");
        }
        Cursor cursor = Cursor.read("after", after, Instant.class, Long.class);
        List<String> states = state.equals("closed") ? List.of("won", "lost") : List.of(state);
        DealSql sql = new DealSql(workspace, filter, CohortBreakdown.NOTHING);
        return cache.read(
                workspace,
                () -> new CountedPage<>(
                        Page.of(
                                rows.deals(sql, states, cursor, limit + 1),
                                limit,
                                last -> Cursor.of(last.dated(), last.deal())),
                        rows.countDeals(sql, states)));
    }
}
