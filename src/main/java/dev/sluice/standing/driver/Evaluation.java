package dev.sluice.standing.driver;

import dev.sluice.funnel.FoldResult;
import dev.sluice.funnel.FoldSignal;
import dev.sluice.funnel.Standing;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.DefinitionRuns;
import dev.sluice.standing.Ledger;
import dev.sluice.standing.PersonFold;
import dev.sluice.standing.SignalsFolded;
import dev.sluice.standing.StandingRows;
import dev.sluice.standing.StandingRows.Arrival;
import dev.sluice.standing.StandingRows.Fresh;
import dev.sluice.standing.StandingRows.Write;
import dev.sluice.standing.StandingSummary;
import dev.sluice.standing.StandingsChanged;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Folds what waits of one workspace, a batch of people at a time, and writes all that follows in one transaction. */
@Component
class Evaluation {
    private final StandingRows rows;
    private final Ledger ledger;
    private final EvaluationQueue waiting;
    private final DefinitionRuns runs;
    private final Tenancy tenancy;
    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final Timer delay;
    private final ApplicationEventPublisher events;

    Evaluation(
            StandingRows rows,
            Ledger ledger,
            EvaluationQueue waiting,
            DefinitionRuns runs,
            Tenancy tenancy,
            JdbcClient jdbc,
            InstantSource clock,
            MeterRegistry metrics,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.ledger = ledger;
        this.waiting = waiting;
        this.runs = runs;
        this.tenancy = tenancy;
        this.jdbc = jdbc;
        this.clock = clock;
        this.metrics = metrics;
        this.events = events;
        this.delay = Timer.builder("sluice.decision.delay")
                .description("from a signal's arrival to the commit of what follows from it")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
    }

    /** Folds at most so many waiting signals; returns how many there were. */
    int waiting(int workspace, int most) {
        List<Fresh> taken = tenancy.insist(workspace, () -> {
            rows.lockShared(workspace);
            List<Fresh> fresh = rows.take(workspace, most);
            if (!fresh.isEmpty()) {
                evaluate(workspace, fresh);
            }
            return fresh;
        });
        long now = Time.micros(clock.instant());
        for (Fresh fresh : taken) {
            if (fresh.receivedAt() > 0) {
                delay.record(Math.max(0, now - fresh.receivedAt()), TimeUnit.MICROSECONDS);
            }
        }
        return taken.size();
    }

    /** Lets time pass for those whose answer it may have changed; returns how many there were. */
    int due(int workspace, int most) {
        return tenancy.insist(workspace, () -> {
            rows.lockShared(workspace);
            List<Long> due = rows.due(workspace, clock.instant(), most);
            if (!due.isEmpty()) {
                Map<Long, Arrival> arrivals = rows.arrivals(workspace, due);
                Map<Long, List<FoldSignal>> nothingNew = new TreeMap<>();
                arrivals.keySet().forEach(person -> nothingNew.put(person, List.of()));
                evaluate(workspace, nothingNew, Set.of(), arrivals);
            }
            return due.size();
        });
    }

    private void evaluate(int workspace, List<Fresh> fresh) {
        Map<Long, Arrival> arrivals =
                rows.arrivals(workspace, fresh.stream().map(Fresh::person).collect(Collectors.toSet()));
        Map<Long, List<FoldSignal>> news = new TreeMap<>();
        Set<Long> whole = new HashSet<>();
        Map<Long, Arrival> standing = new HashMap<>();
        for (Fresh one : fresh) {
            Arrival arrival = arrivals.get(one.person());
            if (arrival == null) {
                continue; // erased meanwhile
            }
            standing.put(arrival.person(), arrival);
            List<FoldSignal> signals = news.computeIfAbsent(arrival.person(), person -> new ArrayList<>());
            if (one.signal() == null) {
                whole.add(arrival.person());
            } else {
                signals.add(one.signal());
            }
        }
        news.values().stream().filter(list -> list.size() > 1).forEach(list -> list.sort(PersonFold.ORDER));
        evaluate(workspace, news, whole, standing);
    }

    private void evaluate(
            int workspace, Map<Long, List<FoldSignal>> news, Set<Long> whole, Map<Long, Arrival> arrivals) {
        Instant now = clock.instant();
        Map<Long, List<FoldSignal>> told = new TreeMap<>(news);
        told.values().removeIf(List::isEmpty);
        if (!told.isEmpty() || !whole.isEmpty()) {
            events.publishEvent(new SignalsFolded(workspace, told, whole));
        }
        for (DefinitionRun run : runs.deciding(workspace)) {
            evaluate(workspace, run, news, whole, arrivals, now);
        }
        for (int replaying : runs.replaying(workspace)) {
            jdbc.sql("""
                            INSERT INTO replay_touched (workspace_id, run, person_id)
                            SELECT ?, ?, u.person FROM unnest(?::bigint[]) AS u(person) ON CONFLICT DO NOTHING""")
                    .params(workspace, replaying, SqlArray.bigint(news.keySet()))
                    .update();
        }
    }

    private void evaluate(
            int workspace,
            DefinitionRun run,
            Map<Long, List<FoldSignal>> news,
            Set<Long> whole,
            Map<Long, Arrival> arrivals,
            Instant now) {
        Map<Long, byte[]> states = rows.states(workspace, run.id(), news.keySet());
        Map<Long, Standing> before = HashMap.newHashMap(states.size());
        states.forEach((person, bytes) -> before.put(person, Standing.fromBytes(bytes)));
        Map<Long, FoldResult> after = new LinkedHashMap<>();
        Set<Long> again = new HashSet<>();
        news.forEach((person, signals) -> {
            FoldResult advance = whole.contains(person)
                    ? null
                    : PersonFold.onto(
                            run.definition(), before.getOrDefault(person, Standing.NEW), signals, Time.micros(now));
            if (advance == null) {
                again.add(person);
            } else {
                after.put(person, advance);
            }
        });
        List<Ledger.LedgerEntry> lines = lines(after);
        if (!again.isEmpty()) {
            Map<Long, FoldResult> refolded = new LinkedHashMap<>();
            rows.histories(workspace, again)
                    .forEach((person, history) ->
                            refolded.put(person, PersonFold.whole(run.definition(), history, Time.micros(now))));
            ledger.correct(workspace, run, again, lines(refolded), now);
            after.putAll(refolded);
        }
        ledger.write(workspace, run, lines, now);
        Set<Long> lost = write(workspace, run, after, before, arrivals);
        tell(workspace, run, after, before, lost);
        metrics.counter("sluice.decisions").increment(lines.size());
    }

    private void tell(
            int workspace, DefinitionRun run, Map<Long, FoldResult> after, Map<Long, Standing> before, Set<Long> lost) {
        List<StandingsChanged.StandingChange> moved = new ArrayList<>();
        after.forEach((person, advance) -> {
            Standing old = before.get(person);
            if (!lost.contains(person) && differs(old == null ? Standing.NEW : old, advance.standing())) {
                moved.add(new StandingsChanged.StandingChange(person, old, advance.standing()));
            }
        });
        if (!moved.isEmpty()) {
            events.publishEvent(new StandingsChanged(workspace, run, moved));
        }
    }

    private static boolean differs(Standing before, Standing after) {
        return !Objects.equals(before.stage(), after.stage())
                || before.enteredAt() != after.enteredAt()
                || before.outcome() != after.outcome()
                || !before.flags().keySet().equals(after.flags().keySet());
    }

    /** Returns those whom somebody else wrote first: they are evaluated once more. */
    private Set<Long> write(
            int workspace,
            DefinitionRun run,
            Map<Long, FoldResult> after,
            Map<Long, Standing> before,
            Map<Long, Arrival> arrivals) {
        Map<Long, byte[]> updated = new LinkedHashMap<>();
        Map<Long, byte[]> inserted = new LinkedHashMap<>();
        List<Write> writes = new ArrayList<>();
        after.forEach((person, advance) -> {
            Standing old = before.get(person);
            Standing standing = advance.standing();
            Arrival arrival = arrivals.get(person);
            if (arrival == null || (old == null && standing.count() == 0)) {
                return; // gone meanwhile, or nobody but machines so far
            }
            (old == null ? inserted : updated).put(person, standing.toBytes());
            StandingSummary row = StandingSummary.of(run, standing, arrival.firstAt());
            if (old == null || !row.equals(StandingSummary.of(run, old, arrival.firstAt()))) {
                writes.add(new Write(person, arrival, row));
            }
        });
        rows.updateStates(workspace, run.id(), updated);
        Set<Long> lost = rows.insertStates(workspace, run.id(), inserted);
        writes.removeIf(write -> lost.contains(write.person()));
        rows.write(workspace, run.id(), writes);
        if (!lost.isEmpty()) {
            waiting.refold(workspace, List.copyOf(lost));
        }
        return lost;
    }

    private static List<Ledger.LedgerEntry> lines(Map<Long, FoldResult> advances) {
        List<Ledger.LedgerEntry> lines = new ArrayList<>();
        advances.forEach(
                (person, advance) -> advance.decisions().forEach(decision -> lines.add(Ledger.line(person, decision))));
        return lines;
    }
}
