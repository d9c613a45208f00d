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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Reads the whole log through a definition, a range of people at a time, in two threads. */
@Component
public class Replay {
    static final int PEOPLE_AT_ONCE = 5_000;

    /**
     * The figures of a definition that folds the whole log.
     *
     * @param people who have at least one signal by a human
     * @param reached how many ever reached each stage, in the definition's order
     * @param now how many are in each stage at the end, "" for those in none
     * @param outcomes how many are active, won, lost, disqualified
     */
    public record Replayed(
            long people, long signals, Map<String, Long> reached, Map<String, Long> now, Map<String, Long> outcomes) {}

    /** What is done with the people of one range once they are folded. */
    interface Range {
        void folded(Map<Long, List<FoldSignal>> histories, Map<Long, FoldResult> results, Instant now);
    }

    /** What is done with each person once two definitions have folded them; called from two threads. */
    public interface Both {
        void folded(long person, FoldResult first, FoldResult second);
    }

    private final HistoryRows histories;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Replay(HistoryRows histories, Tenancy tenancy, InstantSource clock) {
        this.histories = histories;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Answers "what would this definition have done?"; writes nothing. */
    public Replayed whatIf(int workspace, Definition definition) {
        ReplayTally tally = new ReplayTally(definition);
        overAll(workspace, definition, (signals, results, now) -> tally.add(signals, results), done -> {});
        return tally.replayed();
    }

    /**
     * When people would have entered a stage since an instant, again and again where they came back, by each of these
     * definitions; one pass over the log answers for all of them.
     */
    public List<List<Instant>> entered(int workspace, List<Definition> definitions, String stage, Instant since) {
        List<List<Instant>> entered = new ArrayList<>();
        definitions.forEach(definition -> entered.add(Collections.synchronizedList(new ArrayList<>())));
        overAll(
                workspace,
                definitions.getFirst(),
                (signals, results, now) -> {
                    for (int i = 0; i < definitions.size(); i++) {
                        List<Instant> found = entered.get(i);
                        (i == 0 ? results : fold(definitions.get(i), signals, now))
                                .values().stream()
                                        .flatMap(result -> result.decisions().stream())
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

    /** Folds everyone by two definitions in one pass over the log; writes nothing. */
    public void both(int workspace, Definition first, Definition second, Both both, LongConsumer progress) {
        overAll(
                workspace,
                first,
                (signals, results, now) -> {
                    Map<Long, FoldResult> others = fold(second, signals, now);
                    results.forEach((person, result) -> {
                        FoldResult beside = others.get(person);
                        if (beside != null) {
                            both.folded(person, result, beside);
                        }
                    });
                },
                progress);
    }

    /** Folds everyone; {@code progress} gets how many people are done so far. */
    void overAll(int workspace, Definition definition, Range consumer, LongConsumer progress) {
        List<Long> starts = tenancy.read(workspace, () -> histories.rangeStarts(workspace, PEOPLE_AT_ONCE));
        AtomicLong done = new AtomicLong();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<? extends Future<?>> futures = IntStream.range(0, starts.size())
                    .mapToObj(i -> threads.submit(() -> {
                        long from = starts.get(i);
                        long to = i + 1 < starts.size() ? starts.get(i + 1) : Long.MAX_VALUE;
                        tenancy.in(workspace, () -> {
                            Instant now = clock.instant();
                            Map<Long, List<FoldSignal>> range = histories.histories(workspace, from, to);
                            consumer.folded(range, fold(definition, range, now), now);
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
        Map<Long, FoldResult> results = HashMap.newHashMap(histories.size());
        histories.forEach(
                (person, history) -> results.put(person, PersonFold.whole(definition, history, Time.micros(now))));
        return results;
    }
}
