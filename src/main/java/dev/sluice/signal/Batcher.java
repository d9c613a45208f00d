package dev.sluice.signal;

import dev.sluice.platform.database.ConnectionPools;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * One writer that commits the calls of many callers together. A caller is answered only after its commit;
 * when a batch fails, each of its calls is tried alone, so that one bad call harms only itself.
 */
@Component
class Batcher implements DisposableBean {
    private static final int MOST_CALLS = 500;
    private static final int MOST_SIGNALS = 5_000;
    private static final int QUEUE = 20_000;
    private static final int PATIENCE_SECONDS = 30;

    private record IntakeCall(int workspace, List<NewSignal> signals, CompletableFuture<Boolean> answer) {}

    /** Records signals in one transaction. */
    interface Recorder {
        void record(int workspace, List<NewSignal> signals);
    }

    private final BlockingQueue<IntakeCall> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread writer = Thread.ofPlatform().name("intake").unstarted(() -> ConnectionPools.intake(this::run));
    private @Nullable Recorder recorder;
    private volatile boolean stopping;

    void start(Recorder recorder) {
        this.recorder = recorder;
        writer.start();
    }

    void record(int workspace, List<NewSignal> signals) {
        IntakeCall call = new IntakeCall(workspace, signals, new CompletableFuture<>());
        if (stopping || !queue.offer(call)) {
            throw new Busy("Too much is waiting to be recorded; try again in a second.");
        }
        try {
            call.answer().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new CompletionException(failed);
        } catch (TimeoutException tooSlow) {
            throw new Busy("The database is slow to answer; the call may or may not have been recorded.", tooSlow);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Busy("Sluice is stopping.", stopped);
        }
    }

    private void run() {
        List<IntakeCall> calls = new ArrayList<>();
        while (!stopping || !queue.isEmpty()) {
            try {
                IntakeCall first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                calls.clear();
                int size = take(calls, first);
                while (size < MOST_SIGNALS && calls.size() < MOST_CALLS) {
                    IntakeCall next = queue.poll();
                    if (next == null) {
                        break;
                    }
                    size += take(calls, next);
                }
                byWorkspace(calls).forEach(this::commit);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static int take(List<IntakeCall> calls, IntakeCall call) {
        calls.add(call);
        return call.signals().size();
    }

    private static Map<Integer, List<IntakeCall>> byWorkspace(List<IntakeCall> calls) {
        Map<Integer, List<IntakeCall>> by = new LinkedHashMap<>();
        for (IntakeCall call : calls) {
            by.computeIfAbsent(call.workspace(), workspace -> new ArrayList<>()).add(call);
        }
        return by;
    }

    private void commit(int workspace, List<IntakeCall> calls) {
        try {
            recording()
                    .record(
                            workspace,
                            calls.stream()
                                    .flatMap(call -> call.signals().stream())
                                    .toList());
            calls.forEach(call -> call.answer().complete(true));
        } catch (TransactionException | NonTransientDataAccessResourceException | TransientDataAccessException away) {
            Busy busy = new Busy("The database does not answer; nothing was recorded.", away);
            calls.forEach(call -> call.answer().completeExceptionally(busy));
        } catch (RuntimeException | Error failure) {
            if (calls.size() == 1) {
                calls.getFirst().answer().completeExceptionally(failure);
            } else {
                calls.forEach(call -> commit(workspace, List.of(call)));
            }
        }
    }

    private Recorder recording() {
        if (recorder == null) {
            throw new IllegalStateException("not started");
        }
        return recorder;
    }

    @Override
    public void destroy() throws InterruptedException {
        stopping = true;
        if (writer.isAlive()) {
            writer.join(10_000);
        }
    }
}
