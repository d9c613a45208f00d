package dev.sluice.handoff.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.Tenancy;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** How soon leads were answered: response clocks that started in a period, each class for itself. */
@Component
class ResponseTimes {
    /** By what the clocks of a class are told apart. */
    enum ResponseTimesBreakdown {
        CLASS,
        USER,
        SOURCE,
        HOUR;

        String keys() {
            return (this == USER ? "owner, owner_name" : "NULL::integer AS owner, NULL::text AS owner_name")
                    + (this == SOURCE ? ", source" : ", NULL::text AS source")
                    + (this == HOUR ? ", day, hour" : ", NULL::integer AS day, NULL::integer AS hour");
        }
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

    /** Clocks that started in [from, to); days and hours are those of the zone. */
    record ResponseTimesPeriod(ZoneId zone, Instant from, Instant to) {}

    /**
     * The figures of some clocks of one class. The times are seconds of the class's own hours until the first
     * response, of the clocks that were answered.
     *
     * @param owner 0 for nobody
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
        /** How many have met their target or missed it; the rest tells nothing yet. */
        long decided() {
            return inTime + late;
        }
    }

    /** Which clocks are meant; null is any. */
    record ResponseTimesFilter(
            String responseClass,
            @Nullable ResponseOutcome outcome,
            @Nullable Integer owner,
            @Nullable String source,
            @Nullable Integer day,
            @Nullable Integer hour) {}

    /** A clock with the lead that it ran for. */
    record Clock(
            long person,
            String title,
            String ownerName,
            String source,
            ResponseOutcome outcome,
            Instant startedAt,
            Instant dueAt,
            @Nullable Instant metAt,
            @Nullable Double took) {}

    private static final String CLOCKS = """
            WITH clock AS (
                SELECT c.class, c.person_id, coalesce(c.owner_id, 0) AS owner, coalesce(u.name, 'nobody') AS owner_name,
                       coalesce(s.origin, '(not told)') AS source,
                       extract(isodow FROM c.started_at AT TIME ZONE :zone)::integer - 1 AS day,
                       extract(hour FROM c.started_at AT TIME ZONE :zone)::integer AS hour,
                       CASE WHEN c.breached_at IS NOT NULL THEN 'late' WHEN c.met_at IS NOT NULL THEN 'in_time'
                            WHEN c.ended_at IS NOT NULL THEN 'called_off' ELSE 'running' END AS outcome,
                       c.started_at, c.due_at, c.met_at, c.working_seconds::float8 AS took
                FROM response_clock c
                LEFT JOIN shared_user u ON u.id = c.owner_id
                LEFT JOIN shared_funnel f ON f.workspace_id = c.workspace_id AND f.id = c.funnel_id
                LEFT JOIN report_standing s ON s.workspace_id = c.workspace_id AND s.run = f.active_run
                                           AND s.person_id = c.person_id
                WHERE c.workspace_id = :w AND c.started_at >= :from AND c.started_at < :to)
            """;

    private final JdbcClient jdbc;
    private final Tenancy tenancy;

    ResponseTimes(JdbcClient jdbc, Tenancy tenancy) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
    }

    List<ResponseTimesRow> lines(int workspace, ResponseTimesPeriod period, ResponseTimesBreakdown by) {
        String sql = CLOCKS + "SELECT class AS response_class, " + by.keys() + """
                , count(*) AS clocks, count(*) FILTER (WHERE outcome = 'in_time') AS in_time,
                  count(*) FILTER (WHERE outcome = 'late') AS late,
                  count(*) FILTER (WHERE outcome = 'running') AS running,
                  count(*) FILTER (WHERE outcome = 'called_off') AS called_off, count(took) AS answered,
                  percentile_cont(0.5) WITHIN GROUP (ORDER BY took) AS median,
                  percentile_cont(0.9) WITHIN GROUP (ORDER BY took) AS p90, max(took) AS worst
                FROM clock GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 5, 6, 7 DESC, 3, 4""";
        return tenancy.read(
                workspace,
                () -> of(sql, workspace, period)
                        .query(Row.mapper(ResponseTimesRow.class))
                        .list());
    }

    /** The clocks behind a figure, the newest first. */
    List<Clock> behind(int workspace, ResponseTimesPeriod period, ResponseTimesFilter which, int most) {
        String sql = CLOCKS + """
                SELECT c.person_id AS person, coalesce(p.name, p.email, 'Lead ' || c.person_id) AS title, c.owner_name, c.source, c.outcome,
                       c.started_at, c.due_at, c.met_at, c.took
                FROM clock c LEFT JOIN report_person p ON p.workspace_id = :w AND p.id = c.person_id
                WHERE c.class = :class AND (:outcome = '' OR c.outcome = :outcome) AND (:owner < 0 OR c.owner = :owner)
                  AND (:source = '' OR c.source = :source) AND (:day < 0 OR c.day = :day) AND (:hour < 0 OR c.hour = :hour)
                ORDER BY c.started_at DESC, c.person_id LIMIT :most""";
        return tenancy.read(
                workspace,
                () -> of(sql, workspace, period)
                        .param("class", which.responseClass())
                        .param(
                                "outcome",
                                which.outcome() == null ? "" : which.outcome().code())
                        .param("owner", which.owner() == null ? -1 : which.owner())
                        .param("source", which.source() == null ? "" : which.source())
                        .param("day", which.day() == null ? -1 : which.day())
                        .param("hour", which.hour() == null ? -1 : which.hour())
                        .param("most", most)
                        .query(Row.mapper(Clock.class))
                        .list());
    }

    private JdbcClient.StatementSpec of(String sql, int workspace, ResponseTimesPeriod period) {
        return jdbc.sql(sql)
                .param("w", workspace)
                .param("zone", period.zone().getId())
                .param("from", Timestamp.from(period.from()))
                .param("to", Timestamp.from(period.to()));
    }
}
