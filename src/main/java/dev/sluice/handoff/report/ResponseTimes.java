package dev.sluice.handoff.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.platform.Period;
import dev.sluice.platform.database.Cursor;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Page;
import dev.sluice.statistics.Proportion;
import dev.sluice.statistics.SampleSize;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The report of response times: clocks that started in a period, by response class. */
@Component
class ResponseTimes {
    /** How the clocks of a class are grouped. */
    enum ResponseTimesBreakdown {
        CLASS,
        USER,
        SOURCE,
        HOUR
    }

    /** How one clock ended, or that it runs. */
    enum ResponseOutcome {
        IN_TIME,
        LATE,
        RUNNING,
        CALLED_OFF;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The figures of some clocks of one class. The times are seconds of the class's own hours until the first
     * response, of the clocks that were answered.
     *
     * @param owner 0 for no one
     * @param day of the week on which the clock started, 0 is Monday
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ResponseTimesRow(
            String responseClass,
            @Nullable Integer owner,
            @Nullable String ownerName,
            @Nullable String source,
            @Nullable Integer day,
            @Nullable Integer hour,
            long clocks,
            long inTime,
            long late,
            long running,
            long calledOff,
            long answered,
            @Nullable Double median,
            @Nullable Double p90,
            @Nullable Double worst) {
        /** Clocks that met their target or missed it. */
        long decided() {
            return inTime + late;
        }

        /** Of those, how many met it. */
        Proportion rate() {
            return new Proportion(inTime, decided());
        }

        /** A quantile of the times, null where too few were answered to have one. */
        @Nullable
        Double told(@Nullable Double quantile) {
            return SampleSize.isEnough(answered) ? quantile : null;
        }
    }

    /** Filter of clocks; null is any. */
    record ResponseTimesFilter(
            String responseClass,
            @Nullable ResponseOutcome outcome,
            @Nullable Integer owner,
            @Nullable String source,
            @Nullable Integer day,
            @Nullable Integer hour) {}

    /** A clock with the lead that it ran for. */
    record Clock(
            long id,
            long person,
            String title,
            String ownerName,
            String source,
            ResponseOutcome outcome,
            Instant startedAt,
            Instant dueAt,
            @Nullable Instant metAt,
            @Nullable Double took) {}

    private final ResponseTimeRows rows;
    private final Tenancy tenancy;

    ResponseTimes(ResponseTimeRows rows, Tenancy tenancy) {
        this.rows = rows;
        this.tenancy = tenancy;
    }

    List<ResponseTimesRow> rows(int workspace, Period period, ResponseTimesBreakdown by) {
        return tenancy.read(workspace, () -> rows.figures(workspace, period, by));
    }

    /**
     * The clocks behind a figure, the newest first.
     *
     * @param after the text of the page before; "" for the first page
     */
    Page<Clock> drillDown(int workspace, Period period, ResponseTimesFilter filter, String after, int limit) {
        Cursor cursor = Cursor.read("after", after, Instant.class, Long.class);
        List<Clock> clocks = tenancy.read(workspace, () -> rows.clocks(workspace, period, filter, cursor, limit + 1));
        return Page.of(clocks, limit, clock -> Cursor.of(clock.startedAt(), clock.id()));
    }
}
