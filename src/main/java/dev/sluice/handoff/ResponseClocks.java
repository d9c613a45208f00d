package dev.sluice.handoff;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.funnel.Definition.ResponseClass;
import dev.sluice.funnel.FoldSignal;
import dev.sluice.handoff.routing.TeamRotation;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.signal.Meaning;
import dev.sluice.signal.SignalKinds;
import dev.sluice.standing.DefinitionRun;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Response clocks: one for each class that a lead falls under, met by a fact alone. A clock is met or breached, never
 * both: what decides is when the first response happened, not which of two writers came first.
 */
@Component
public class ResponseClocks {
    /** A clock that is to run. */
    record Start(
            long person, String responseClass, @Nullable Integer owner, Instant at) {}

    /** A clock as a person's history shows it; working seconds are what the first response took. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ResponseClock(
            String responseClass,
            @Nullable Integer owner,
            Instant startedAt,
            Instant dueAt,
            @Nullable Instant metAt,
            @Nullable Instant breachedAt,
            @Nullable Instant endedAt,
            @Nullable Long workingSeconds) {}

    /** A clock on which something is to follow now. */
    record DueClock(
            long id,
            long person,
            int funnel,
            String responseClass,
            @Nullable Integer owner,
            Instant fireAt,
            Duration within,
            boolean working,
            List<String> then,
            int step) {}

    private final JdbcClient jdbc;
    private final TeamRotation rota;
    private final SignalKinds kinds;

    ResponseClocks(JdbcClient jdbc, TeamRotation rota, SignalKinds kinds) {
        this.jdbc = jdbc;
        this.kinds = kinds;
        this.rota = rota;
    }

    void start(int workspace, DefinitionRun run, List<Start> wanted) {
        List<Start> starts = wanted.stream()
                .filter(start -> response(run, start.responseClass()) != null)
                .toList();
        if (starts.isEmpty()) {
            return;
        }
        WorkingTime time = time(workspace);
        List<ResponseClass> classes = new ArrayList<>();
        List<Instant> due = new ArrayList<>();
        for (Start start : starts) {
            ResponseClass response = Objects.requireNonNull(response(run, start.responseClass()));
            classes.add(response);
            due.add(time.after(working(response), start.owner(), start.at(), response.within()));
        }
        jdbc.sql("""
                        INSERT INTO response_clock (workspace_id, person_id, funnel_id, class, owner_id, started_at,
                                                    due_at, within_seconds, working, follow, fire_at)
                        SELECT ?, u.person, ?, u.class, u.owner::integer, u.started, u.due, u.within, u.working,
                               string_to_array(u.follow, ','), u.due
                        FROM unnest(?::bigint[], ?::text[], ?::text[], ?, ?, ?::bigint[], ?::boolean[], ?::text[])
                            AS u(person, class, owner, started, due, within, working, follow)""")
                .params(
                        workspace,
                        run.funnel(),
                        SqlArray.bigint(starts.stream().map(Start::person).toList()),
                        SqlArray.text(classes.stream().map(ResponseClass::name).toList()),
                        SqlArray.text(starts.stream()
                                .map(start -> start.owner() == null
                                        ? null
                                        : start.owner().toString())
                                .toArray(String[]::new)),
                        SqlArray.timestamptz(starts.stream().map(Start::at).toList()),
                        SqlArray.timestamptz(due),
                        SqlArray.bigint(classes.stream()
                                .map(response -> response.within().toSeconds())
                                .toList()),
                        SqlArray.text(classes.stream()
                                .map(response -> Boolean.toString(working(response)))
                                .toList()),
                        SqlArray.text(classes.stream()
                                .map(response -> String.join(",", response.then()))
                                .toList()))
                .update();
    }

    private WorkingTime time(int workspace) {
        return new WorkingTime(owner -> rota.calendar(workspace, owner));
    }

    private static boolean working(ResponseClass response) {
        return response.hours().equals("working");
    }

    private static @Nullable ResponseClass response(DefinitionRun run, String name) {
        return run.definition().response().stream()
                .filter(response -> response.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Facts that answer a lead stop its clocks, with the working time they took; returns who was answered. */
    Set<Long> met(int workspace, Map<Long, List<FoldSignal>> signals) {
        Map<Long, FoldSignal> first = new TreeMap<>();
        signals.forEach((person, told) -> told.stream()
                .filter(signal -> kinds.means(signal.kind(), Meaning.RESPONSE) && signal.human())
                .min(Comparator.comparingLong(FoldSignal::at))
                .ifPresent(signal -> first.put(person, signal)));
        if (first.isEmpty()) {
            return Set.of();
        }
        record Open(long id, long person, @Nullable Integer owner, Instant startedAt, boolean working) {}
        List<Open> open = jdbc.sql("""
                        SELECT id, person_id, owner_id, started_at, working FROM response_clock
                        WHERE workspace_id = ? AND person_id = ANY (?) AND met_at IS NULL AND ended_at IS NULL
                        ORDER BY id FOR UPDATE""")
                .params(workspace, SqlArray.bigint(first.keySet()))
                .query((row, number) -> new Open(
                        row.getLong(1),
                        row.getLong(2),
                        row.getObject(3, Integer.class),
                        row.getTimestamp(4).toInstant(),
                        row.getBoolean(5)))
                .list();
        WorkingTime time = time(workspace);
        for (Open one : open) {
            FoldSignal answer = first.get(one.person());
            if (answer == null || Time.instant(answer.at()).isBefore(one.startedAt())) {
                continue;
            }
            Instant at = Time.instant(answer.at());
            Duration took = time.between(one.working(), one.owner(), one.startedAt(), at);
            jdbc.sql("""
                            UPDATE response_clock SET met_at = ?, met_by = ?, working_seconds = ?, fire_at = NULL,
                                breached_at = CASE WHEN due_at >= ? THEN NULL ELSE coalesce(breached_at, due_at) END
                            WHERE workspace_id = ? AND id = ?""")
                    .params(Timestamp.from(at), answer.id(), took.toSeconds(), Timestamp.from(at), workspace, one.id())
                    .update();
        }
        return first.keySet();
    }

    /** An automatic answer has gone out to these people. */
    void touched(int workspace, Collection<String> classes, Collection<Long> people, Instant at) {
        Timestamp then = Timestamp.from(at);
        jdbc.sql("""
                        UPDATE response_clock SET met_at = ?, fire_at = NULL,
                            working_seconds = extract(epoch FROM ?::timestamptz - started_at),
                            breached_at = CASE WHEN due_at >= ? THEN NULL ELSE coalesce(breached_at, due_at) END
                        WHERE workspace_id = ? AND person_id = ANY (?) AND class = ANY (?) AND started_at <= ?
                          AND met_at IS NULL AND ended_at IS NULL""")
                .params(then, then, then, workspace, SqlArray.bigint(people), SqlArray.text(classes), then)
                .update();
    }

    /** When the last clock of one of these classes began to run for these people. */
    Map<Long, Instant> last(int workspace, int funnel, List<String> classes, Collection<Long> people) {
        Map<Long, Instant> last = new TreeMap<>();
        jdbc.sql("""
                        SELECT person_id, max(started_at) FROM response_clock
                        WHERE workspace_id = ? AND funnel_id = ? AND class = ANY (?) AND person_id = ANY (?) GROUP BY 1""")
                .params(workspace, funnel, SqlArray.text(classes), SqlArray.bigint(people))
                .query(row -> {
                    last.put(row.getLong(1), row.getTimestamp(2).toInstant());
                });
        return last;
    }

    /** The clocks of one person, the newest first. */
    public List<ResponseClock> of(int workspace, long person) {
        return jdbc.sql("""
                        SELECT class, owner_id, started_at, due_at, met_at, breached_at, ended_at, working_seconds
                        FROM response_clock WHERE workspace_id = ? AND person_id = ? ORDER BY id DESC LIMIT 100""")
                .params(workspace, person)
                .query((row, number) -> new ResponseClock(
                        row.getString(1),
                        row.getObject(2, Integer.class),
                        row.getTimestamp(3).toInstant(),
                        row.getTimestamp(4).toInstant(),
                        instant(row.getTimestamp(5)),
                        instant(row.getTimestamp(6)),
                        instant(row.getTimestamp(7)),
                        row.getObject(8, Long.class)))
                .list();
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    /**
     * Takes the clocks on which something is due, locked, so that no other node takes them too. The database's time
     * decides: a node whose clock is wrong fires nothing early and nothing late.
     */
    List<DueClock> take(int workspace, Instant now, int most) {
        return jdbc.sql("""
                        SELECT id, person_id, funnel_id, class, owner_id, fire_at, within_seconds, working, follow, step
                        FROM response_clock WHERE workspace_id = ? AND fire_at <= ?::timestamptz + (clock_timestamp() - ?::timestamptz)
                        ORDER BY fire_at LIMIT ? FOR UPDATE SKIP LOCKED""")
                .params(workspace, Timestamp.from(now), Timestamp.from(Time.ofThisMachine()), most)
                .query((row, number) -> new DueClock(
                        row.getLong(1),
                        row.getLong(2),
                        row.getInt(3),
                        row.getString(4),
                        row.getObject(5, Integer.class),
                        row.getTimestamp(6).toInstant(),
                        Duration.ofSeconds(row.getLong(7)),
                        row.getBoolean(8),
                        Arrays.asList((String[]) row.getArray(9).getArray()),
                        row.getInt(10)))
                .list();
    }

    /**
     * Writes down that these have run out, and when what follows next is due. After an outage or a jump of the clock
     * the next step counts from now, so that steps missed meanwhile do not come all at once.
     */
    void ranOut(int workspace, List<DueClock> due, Instant now) {
        WorkingTime time = time(workspace);
        List<Long> ids = new ArrayList<>();
        List<@Nullable String> next = new ArrayList<>();
        for (DueClock one : due) {
            ids.add(one.id());
            boolean more = one.step() + 1 < one.then().size();
            Instant from = one.fireAt().plus(one.within()).isBefore(now) ? now : one.fireAt();
            next.add(
                    more
                            ? Long.toString(Time.micros(time.after(one.working(), one.owner(), from, one.within())))
                            : null);
        }
        jdbc.sql("""
                        UPDATE response_clock c SET breached_at = coalesce(c.breached_at, c.due_at), step = c.step + 1,
                            fire_at = to_timestamp(u.next::bigint::float8 / 1e6)
                        FROM unnest(?::bigint[], ?::text[]) AS u(id, next)
                        WHERE c.workspace_id = ? AND c.id = ANY (?) AND c.id = u.id""")
                .params(
                        SqlArray.bigint(ids),
                        SqlArray.text(next.toArray(String[]::new)),
                        workspace,
                        SqlArray.bigint(ids))
                .update();
    }

    /** The lead is nobody's business any more, but what ran out before was missed; a null funnel means every one. */
    void callOff(int workspace, @Nullable Integer funnel, Collection<Long> people, Instant now) {
        jdbc.sql("""
                        UPDATE response_clock SET ended_at = ?, fire_at = NULL,
                            breached_at = CASE WHEN due_at < ? THEN coalesce(breached_at, due_at) ELSE breached_at END
                        WHERE workspace_id = ? AND person_id = ANY (?) AND met_at IS NULL AND ended_at IS NULL
                          AND (?::integer IS NULL OR funnel_id = ?::integer)""")
                .param(Timestamp.from(now))
                .param(Timestamp.from(now))
                .param(workspace)
                .param(SqlArray.bigint(people))
                .param(funnel)
                .param(funnel)
                .update();
    }

    /** What still runs is the new owner's; how late it is stays as it is. */
    void handOver(int workspace, LeadAssignment lead, @Nullable Integer owner) {
        jdbc.sql("""
                        UPDATE response_clock SET owner_id = ?
                        WHERE workspace_id = ? AND person_id = ? AND funnel_id = ? AND met_at IS NULL AND ended_at IS NULL""")
                .param(owner)
                .param(workspace)
                .param(lead.person())
                .param(lead.funnel())
                .update();
    }
}
