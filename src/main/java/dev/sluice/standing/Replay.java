package dev.sluice.standing;

import dev.sluice.funnel.Decision;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.FoldResult;
import dev.sluice.funnel.FoldSignal;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.Tenancy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the whole log through a definition, a range of people at a time, in two lanes. */
@Component
public class Replay {
    static final int PEOPLE_AT_ONCE = 5_000;

    /**
     * What a definition would have made of the log.
     *
     * @param people who have at least one signal by a human
     * @param reached how many ever reached each stage, in the definition's order
     * @param now how many stand in each stage at the end, "" for those in none
     * @param outcomes how many are active, won, lost, disqualified
     */
    public record Replayed(
            long people, long signals, Map<String, Long> reached, Map<String, Long> now, Map<String, Long> outcomes) {}

    /** What is done with the people of one range once they are folded. */
    interface Range {
        void folded(Map<Long, List<FoldSignal>> histories, Map<Long, FoldResult> advances, Instant now);
    }

    /** What is done with each person once two definitions have folded them; called from two threads. */
    public interface Both {
        void folded(long person, FoldResult one, FoldResult other);
    }

    private final JdbcClient jdbc;
    private final StandingRows rows;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Replay(JdbcClient jdbc, StandingRows rows, Tenancy tenancy, InstantSource clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Answers "what would this definition have done?"; writes nothing. */
    public Replayed whatIf(int workspace, Definition definition) {
        ReplayTally tally = new ReplayTally(definition);
        overAll(workspace, definition, (histories, advances, now) -> tally.add(histories, advances), done -> {});
        return tally.replayed();
    }

    /**
     * When people would have entered a stage since an instant, again and again where they came back, by each of these
     * definitions; one reading of the log answers for all of them.
     */
    public List<List<Instant>> entered(int workspace, List<Definition> definitions, String stage, Instant since) {
        List<List<Instant>> entered = new ArrayList<>();
        definitions.forEach(definition -> entered.add(Collections.synchronizedList(new ArrayList<>())));
        overAll(
                workspace,
                definitions.getFirst(),
                (histories, advances, now) -> {
                    for (int i = 0; i < definitions.size(); i++) {
                        List<Instant> found = entered.get(i);
                        (i == 0 ? advances : fold(definitions.get(i), histories, now))
                                .values().stream()
                                        .flatMap(advance -> advance.decisions().stream())
                                        .filter(decision -> decision instanceof Decision.Entered in
                                                && in.stage().equals(stage)
                                                && in.move() != Decision.Move.RECORDED)
                                        .map(decision -> Time.instant(decision.at()))
                                        .filter(at -> !at.isBefore(since))
                                        .forEach(found::add);
                    }
                },
                done -> {});
        entered.forEach(found -> found.sort(null));
        return entered;
    }

    /** Folds everybody by two definitions at one reading of the log; writes nothing. */
    public void both(int workspace, Definition one, Definition other, Both both, LongConsumer progress) {
        overAll(
                workspace,
                one,
                (histories, advances, now) -> {
                    Map<Long, FoldResult> others = fold(other, histories, now);
                    advances.forEach((person, advance) -> {
                        FoldResult beside = others.get(person);
                        if (beside != null) {
                            both.folded(person, advance, beside);
                        }
                    });
                },
                progress);
    }

    /** Folds everybody; {@code progress} is told how many people are done so far. */
    void overAll(int workspace, Definition definition, Range range, LongConsumer progress) {
        List<Long> starts = tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM shared_person WHERE workspace_id = ?) p
                        WHERE n % ? = 1 ORDER BY id""")
                        .params(workspace, PEOPLE_AT_ONCE)
                        .query(Long.class)
                        .list());
        AtomicLong done = new AtomicLong();
        try (ExecutorService lanes = Executors.newFixedThreadPool(2)) {
            List<? extends Future<?>> futures = java.util.stream.IntStream.range(0, starts.size())
                    .mapToObj(i -> lanes.submit(() -> {
                        long from = starts.get(i);
                        long to = i + 1 < starts.size() ? starts.get(i + 1) : Long.MAX_VALUE;
                        tenancy.in(workspace, () -> {
                            Instant now = clock.instant();
                            Map<Long, List<FoldSignal>> histories = rows.histories(workspace, from, to);
                            range.folded(histories, fold(definition, histories, now), now);
                        });
                        progress.accept(done.addAndGet(PEOPLE_AT_ONCE));
                    }))
                    .toList();
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the replay was stopped", stopped);
        }
    }

    static Map<Long, FoldResult> fold(Definition definition, Map<Long, List<FoldSignal>> histories, Instant now) {
        Map<Long, FoldResult> advances = HashMap.newHashMap(histories.size());
        histories.forEach(
                (person, history) -> advances.put(person, PersonFold.whole(definition, history, Time.micros(now))));
        return advances;
    }

    private static final class ReplayTally {
        private final Map<String, Long> reached = new java.util.LinkedHashMap<>();
        private final Map<String, Long> now = new TreeMap<>();
        private final Map<String, Long> outcomes = new TreeMap<>();
        private long people;
        private long signals;

        ReplayTally(Definition definition) {
            definition.stages().forEach(stage -> reached.put(stage.id(), 0L));
        }

        synchronized void add(Map<Long, List<FoldSignal>> histories, Map<Long, FoldResult> advances) {
            histories.values().forEach(history -> signals += history.size());
            advances.values().stream()
                    .map(FoldResult::standing)
                    .filter(standing -> standing.count() > 0)
                    .forEach(standing -> {
                        people++;
                        standing.reached().keySet().forEach(stage -> reached.merge(stage, 1L, Long::sum));
                        now.merge(standing.stage() == null ? "" : standing.stage(), 1L, Long::sum);
                        outcomes.merge(standing.outcome().name().toLowerCase(java.util.Locale.ROOT), 1L, Long::sum);
                    });
        }

        synchronized Replayed replayed() {
            return new Replayed(people, signals, reached, now, outcomes);
        }
    }
}
