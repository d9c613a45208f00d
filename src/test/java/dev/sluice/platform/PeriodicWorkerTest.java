package dev.sluice.platform;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Work on a thread of its own, and how it is woken. */
class PeriodicWorkerTest {
    /** Does one round for each piece of work that it is handed. */
    private static final class Worker extends PeriodicWorker {
        private final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
        private final List<String> done = new CopyOnWriteArrayList<>();
        private final AtomicInteger ends = new AtomicInteger();

        @Nullable
        Thread thread;

        Worker() {
            super("test-worker");
        }

        @Override
        protected void round() throws InterruptedException {
            Runnable next = work.take();
            thread = Thread.currentThread();
            next.run();
        }

        @Override
        protected void ended() {
            ends.incrementAndGet();
        }

        void eachOf(List<Integer> workspaces, int failing) {
            each(workspaces, workspace -> {
                if (workspace == failing) {
                    throw new IllegalStateException("a fault of workspace " + workspace);
                }
                done.add("workspace " + workspace);
            });
        }
    }

    private static final class Bell extends WorkerWakeup {}

    private final Worker worker = new Worker();

    @AfterEach
    void stop() {
        if (worker.isRunning()) {
            worker.stop();
        }
    }

    private void does(String what) {
        worker.work.add(() -> worker.done.add(what));
    }

    private void awaitDone(String what) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> worker.done.contains(what));
    }

    @Test
    void roundFollowsRoundOnAThreadOfThatName() {
        worker.start();
        does("one");
        does("two");
        awaitDone("two");
        assertThat(worker.done).containsExactly("one", "two");
        assertThat(worker.thread).isNotNull();
        assertThat(worker.thread.getName()).isEqualTo("test-worker");
        assertThat(worker.thread.isDaemon()).isTrue();
    }

    @Test
    void aRoundThatFailsIsFollowedByTheNext() {
        worker.start();
        worker.work.add(() -> {
            throw new IllegalStateException("a fault");
        });
        does("after the fault");
        awaitDone("after the fault");
    }

    @Test
    void aDatabaseThatIsAwayEndsNoWorker() {
        worker.start();
        worker.work.add(() -> {
            throw new CannotCreateTransactionException("away");
        });
        worker.work.add(() -> {
            throw new DataAccessResourceFailureException("away");
        });
        does("after the outage");
        awaitDone("after the outage");
    }

    @Test
    void aFailureInOneWorkspaceDelaysNoOther() {
        worker.start();
        worker.work.add(() -> worker.eachOf(List.of(1, 2, 3), 2));
        awaitDone("workspace 3");
        assertThat(worker.done).containsExactly("workspace 1", "workspace 3");
    }

    @Test
    void itRunsFromItsStartToItsStop() {
        assertThat(worker.isRunning()).isFalse();
        worker.start();
        assertThat(worker.isRunning()).isTrue();
        worker.stop();
        assertThat(worker.isRunning()).isFalse();
        assertThat(worker.ends).hasValue(1);
    }

    @Test
    void stopWaitsForTheRoundUnderWay() throws InterruptedException {
        CountDownLatch under = new CountDownLatch(1);
        worker.start();
        worker.work.add(() -> {
            under.countDown();
            long until = System.nanoTime() + 200_000_000L;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            worker.done.add("finished");
        });
        assertThat(under.await(10, SECONDS)).isTrue();
        worker.stop();
        assertThat(worker.done).containsExactly("finished");
    }

    @Test
    void itCanBeStartedAgain() {
        worker.start();
        worker.stop();
        worker.start();
        does("second life");
        awaitDone("second life");
    }

    @Test
    void workspacesWokenBeforeAreReturnedAtOnceAndOnce() throws InterruptedException {
        Bell bell = new Bell();
        bell.up(3);
        bell.up(1);
        bell.up(3);
        assertThat(bell.await(Duration.ofMinutes(1))).isEqualTo(Set.of(1, 3));
        assertThat(bell.await(Duration.ZERO)).isEmpty();
    }

    @Test
    void aSleeperIsWokenWithoutDelay() throws InterruptedException {
        Bell bell = new Bell();
        Thread caller = Thread.ofPlatform().start(() -> bell.up(7));
        assertThat(bell.await(Duration.ofMinutes(1))).isEqualTo(Set.of(7));
        caller.join();
    }

    @Test
    void withoutACallTheSleeperWakesAtItsTime() throws InterruptedException {
        assertThat(new Bell().await(Duration.ofMillis(5))).isEmpty();
    }
}
