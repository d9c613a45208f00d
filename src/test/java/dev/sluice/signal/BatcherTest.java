package dev.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.signal.kind.Trust;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Many callers, few commits. */
class BatcherTest {
    private record Commit(int workspace, List<NewSignal> signals) {}

    private final List<Commit> commits = new CopyOnWriteArrayList<>();
    private final Batcher batcher = new Batcher();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() throws InterruptedException {
        callers.shutdownNow();
        batcher.destroy();
    }

    private static NewSignal signal(String subject) {
        return new NewSignal(
                IdentityKeys.visitor("tab"),
                Instant.EPOCH,
                null,
                "page_viewed",
                subject,
                true,
                1,
                Map.of(),
                Map.of(),
                Trust.INTERNAL);
    }

    private static List<NewSignal> call(String... subjects) {
        return java.util.Arrays.stream(subjects).map(BatcherTest::signal).toList();
    }

    private void keeping() {
        batcher.start((workspace, signals) -> commits.add(new Commit(workspace, List.copyOf(signals))));
    }

    private List<String> kept() {
        return commits.stream()
                .flatMap(commit -> commit.signals().stream())
                .map(NewSignal::subject)
                .toList();
    }

    @Test
    void aCallIsAnsweredAfterItsCommit() {
        keeping();
        batcher.record(1, call("a", "b"));
        assertThat(commits).hasSize(1);
        assertThat(kept()).containsExactly("a", "b");
    }

    @Test
    void callsThatWaitTogetherAreCommittedTogether() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        batcher.start((workspace, signals) -> {
            commits.add(new Commit(workspace, List.copyOf(signals)));
            first.countDown();
            await(go);
        });
        List<Future<Boolean>> answers = new ArrayList<>(send(1, call("first")));
        assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 50; i++) {
            answers.addAll(send(1, call("later" + i)));
        }
        org.awaitility.Awaitility.await().until(() -> waiting() == 51);
        go.countDown();
        for (Future<Boolean> answer : answers) {
            assertThat(answer.get(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(kept()).hasSize(51);
        assertThat(commits).hasSizeLessThan(10);
    }

    @Test
    void everyWorkspaceHasACommitOfItsOwn() throws Exception {
        keeping();
        List<Callable<Boolean>> all = IntStream.range(0, 200)
                .mapToObj(i -> (Callable<Boolean>) () -> {
                    batcher.record(i % 5, call("of " + i % 5));
                    return true;
                })
                .toList();
        for (Future<Boolean> answer : callers.invokeAll(all)) {
            assertThat(answer.get()).isTrue();
        }
        assertThat(kept()).hasSize(200);
        assertThat(commits)
                .allSatisfy(commit -> assertThat(commit.signals())
                        .extracting(NewSignal::subject)
                        .containsOnly("of " + commit.workspace()));
    }

    @Test
    void oneBadCallHarmsOnlyItself() throws Exception {
        batcher.start((workspace, signals) -> {
            if (signals.stream().anyMatch(signal -> signal.subject().equals("bad"))) {
                throw new DataIntegrityViolationException("refused by the database");
            }
            commits.add(new Commit(workspace, List.copyOf(signals)));
        });
        List<Future<Boolean>> good = new ArrayList<>();
        List<Future<Boolean>> bad = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            (i % 10 == 0 ? bad : good).addAll(send(1, call(i % 10 == 0 ? "bad" : "good")));
        }
        for (Future<Boolean> answer : good) {
            assertThat(answer.get(10, TimeUnit.SECONDS)).isTrue();
        }
        for (Future<Boolean> answer : bad) {
            assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(DataIntegrityViolationException.class);
        }
        assertThat(kept()).hasSize(36).containsOnly("good");
    }

    @Test
    void aDatabaseThatIsAwayMakesItBusyAndIsNotAskedCallByCall() {
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        batcher.start((workspace, signals) -> {
            sizes.add(signals.size());
            throw new CannotCreateTransactionException("away");
        });
        assertThatThrownBy(() -> batcher.record(1, call("a", "b"))).isInstanceOf(Busy.class);
        assertThat(sizes).containsExactly(2);
    }

    @Test
    void aLockThatIsNotGivenMakesItBusy() {
        batcher.start((workspace, signals) -> {
            throw new CannotAcquireLockException("two waited for each other");
        });
        assertThatThrownBy(() -> batcher.record(1, call("a"))).isInstanceOf(Busy.class);
    }

    @Test
    void anErrorOfOneCallEndsNoWriter() {
        batcher.start((workspace, signals) -> {
            if (signals.getFirst().subject().equals("bad")) {
                throw new StackOverflowError();
            }
            commits.add(new Commit(workspace, List.copyOf(signals)));
        });
        assertThatThrownBy(() -> batcher.record(1, call("bad"))).isInstanceOf(RuntimeException.class);
        batcher.record(1, call("good"));
        assertThat(kept()).containsExactly("good");
    }

    @Test
    void callsThatWaitAtShutdownAreStillCommitted() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch first = new CountDownLatch(1);
        batcher.start((workspace, signals) -> {
            first.countDown();
            await(go);
            commits.add(new Commit(workspace, List.copyOf(signals)));
        });
        List<Future<Boolean>> answers = new ArrayList<>(send(1, call("a")));
        assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
        answers.addAll(send(1, call("b")));
        org.awaitility.Awaitility.await().until(() -> waiting() == 2);
        Future<?> end = callers.submit(() -> {
            batcher.destroy();
            return true;
        });
        go.countDown();
        end.get(10, TimeUnit.SECONDS);
        for (Future<Boolean> answer : answers) {
            assertThat(answer.get(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(kept()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void afterTheEndNothingIsTaken() throws InterruptedException {
        keeping();
        batcher.destroy();
        assertThatThrownBy(() -> batcher.record(1, call("late"))).isInstanceOf(Busy.class);
        assertThat(commits).isEmpty();
    }

    private final java.util.concurrent.atomic.AtomicInteger calling = new java.util.concurrent.atomic.AtomicInteger();

    /** How many callers have handed in what they have and wait for the answer. */
    private int waiting() {
        return (int) Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey().getName().startsWith("caller-"))
                .filter(entry -> entry.getKey().getState() == Thread.State.TIMED_WAITING)
                .count();
    }

    private List<Future<Boolean>> send(int workspace, List<NewSignal> signals) {
        return List.of(callers.submit(() -> {
            Thread.currentThread().setName("caller-" + calling.incrementAndGet());
            batcher.record(workspace, signals);
            Thread.currentThread().setName("done");
            return true;
        }));
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no one opened the gate");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
