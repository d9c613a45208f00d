package dev.sluice.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Makes the steps of many workers' messages durable in few commits: each worker still has only one message under way,
 * so that a power cut leaves no more unknown than there are connections. Permissions to begin, which workers wait for,
 * do not stand behind verdicts, which nobody waits for until the end of a batch.
 */
final class Steps {
    private static final Logger log = LoggerFactory.getLogger(Steps.class);
    private static final int MOST = 200;

    /** Does a batch of steps in one transaction. */
    interface Commit {
        /** Returns which of the messages may begin. */
        List<Boolean> begin(List<Claimed> messages);

        void settle(List<Settling> verdicts);
    }

    /** A verdict on a message. */
    record Settling(Claimed message, Verdict verdict) {}

    private record Begin(Claimed message, CompletableFuture<Boolean> may) {}

    private sealed interface Settle {
        record Known(Settling what) implements Settle {}

        record Flush(CompletableFuture<Boolean> done) implements Settle {}
    }

    private interface Work<T> {
        void on(List<T> batch) throws InterruptedException;
    }

    private final LinkedBlockingQueue<Begin> begins = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Settle> settles = new LinkedBlockingQueue<>();
    private final Commit commit;
    private final List<Thread> threads;

    Steps(String name, Commit commit) {
        this.commit = commit;
        this.threads = List.of(
                Thread.ofVirtual().name(name + "-begin").start(() -> run(begins, this::begin, Steps::refuse)),
                Thread.ofVirtual().name(name + "-settle").start(() -> run(settles, this::settle, Steps::refuse)));
    }

    /** Asks for the step to data_started; true when it is durable and the message may go. */
    boolean begin(Claimed message) {
        CompletableFuture<Boolean> may = new CompletableFuture<>();
        begins.add(new Begin(message, may));
        try {
            return may.join();
        } catch (CompletionException failure) {
            log.debug("a message does not begin", failure);
            return false;
        }
    }

    /** Has a verdict written; it is tried until the database takes it. */
    void settle(Claimed message, Verdict verdict) {
        settles.add(new Settle.Known(new Settling(message, verdict)));
    }

    /** Returns when every verdict told before has been written, or when the database lets it wait for too long. */
    void flush() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        settles.add(new Settle.Flush(done));
        done.completeOnTimeout(false, 15, TimeUnit.SECONDS).join();
    }

    void stop() {
        threads.forEach(Thread::interrupt);
    }

    private static <T> void run(LinkedBlockingQueue<T> wishes, Work<T> work, Consumer<T> refuse) {
        List<T> batch = new ArrayList<>();
        try {
            while (true) {
                batch.clear();
                batch.add(wishes.take());
                wishes.drainTo(batch, MOST - 1);
                work.on(batch);
            }
        } catch (InterruptedException stopped) {
            wishes.forEach(refuse);
        }
    }

    private void begin(List<Begin> batch) {
        try {
            List<Boolean> may = commit.begin(batch.stream().map(Begin::message).toList());
            for (int i = 0; i < may.size(); i++) {
                batch.get(i).may().complete(may.get(i));
            }
        } catch (RuntimeException away) {
            log.debug("messages do not begin", away);
            batch.forEach(Steps::refuse);
        }
    }

    private void settle(List<Settle> batch) throws InterruptedException {
        List<Settling> known = new ArrayList<>();
        List<Settle.Flush> flushes = new ArrayList<>();
        for (Settle wish : batch) {
            switch (wish) {
                case Settle.Known one -> known.add(one.what());
                case Settle.Flush flush -> flushes.add(flush);
            }
        }
        while (!known.isEmpty()) {
            try {
                commit.settle(known);
                break;
            } catch (TransactionException | DataAccessResourceFailureException | TransientDataAccessException away) {
                Thread.sleep(500);
            } catch (RuntimeException failure) {
                known = alone(known, failure);
            }
        }
        flushes.forEach(flush -> flush.done().complete(true));
    }

    /** What fails is narrowed down until it stands alone; that one is left to be parked when its lease ends. */
    private List<Settling> alone(List<Settling> settles, RuntimeException failure) {
        if (settles.size() <= 1) {
            log.error("what became of a message could not be written; it will be shown as unknown", failure);
            return List.of();
        }
        List<Settling> left = new ArrayList<>();
        for (Settling one : settles) {
            try {
                commit.settle(List.of(one));
            } catch (TransactionException | DataAccessResourceFailureException | TransientDataAccessException away) {
                left.add(one);
            } catch (RuntimeException poison) {
                log.error("what became of a message could not be written; it will be shown as unknown", poison);
            }
        }
        return left;
    }

    private static void refuse(Begin begin) {
        begin.may().complete(false);
    }

    private static void refuse(Settle wish) {
        switch (wish) {
            case Settle.Flush flush -> flush.done().complete(false);
            case Settle.Known settle ->
                log.warn(
                        "message {} was not settled before the end",
                        settle.what().message().id());
        }
    }
}
