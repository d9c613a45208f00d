package dev.sluice.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Makes the steps of many workers' messages durable in one commit: each worker still has only one message under way,
 * so that a power cut leaves no more unknown than there are connections.
 */
final class Steps {
    private static final Logger log = LoggerFactory.getLogger(Steps.class);
    private static final int MOST = 200;

    /** Does a batch of steps in one transaction; returns which of the messages that want to begin may. */
    interface Commit {
        List<Boolean> run(List<Claimed> begins, List<Settling> settles);
    }

    /** A verdict on a message. */
    record Settling(Claimed message, Verdict verdict) {}

    private sealed interface Wish {
        record Begin(Claimed message, CompletableFuture<Boolean> may) implements Wish {}

        record Settle(Settling what) implements Wish {}

        record Flush(CompletableFuture<Boolean> done) implements Wish {}
    }

    private final LinkedBlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();
    private final Commit commit;
    private final Thread thread;

    Steps(String name, Commit commit) {
        this.commit = commit;
        this.thread = Thread.ofVirtual().name(name).start(this::run);
    }

    /** Asks for the step to data_started; true when it is durable and the message may go. */
    boolean begin(Claimed message) {
        CompletableFuture<Boolean> may = new CompletableFuture<>();
        wishes.add(new Wish.Begin(message, may));
        try {
            return may.join();
        } catch (CompletionException failure) {
            log.debug("a message does not begin", failure);
            return false;
        }
    }

    /** Has a verdict written; it is tried until the database takes it. */
    void settle(Claimed message, Verdict verdict) {
        wishes.add(new Wish.Settle(new Settling(message, verdict)));
    }

    /** Returns when everything asked for before has been done, or when the database lets it wait for too long. */
    void flush() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        wishes.add(new Wish.Flush(done));
        done.completeOnTimeout(false, 15, TimeUnit.SECONDS).join();
    }

    void stop() {
        thread.interrupt();
    }

    private void run() {
        List<Wish> batch = new ArrayList<>();
        try {
            while (true) {
                batch.clear();
                batch.add(wishes.take());
                wishes.drainTo(batch, MOST - 1);
                run(batch);
            }
        } catch (InterruptedException stopped) {
            wishes.forEach(Steps::refuse);
        }
    }

    private void run(List<Wish> batch) throws InterruptedException {
        List<Wish.Begin> begins = new ArrayList<>();
        List<Settling> settles = new ArrayList<>();
        List<Wish.Flush> flushes = new ArrayList<>();
        for (Wish wish : batch) {
            switch (wish) {
                case Wish.Begin begin -> begins.add(begin);
                case Wish.Settle settle -> settles.add(settle.what());
                case Wish.Flush flush -> flushes.add(flush);
            }
        }
        while (!begins.isEmpty() || !settles.isEmpty()) {
            try {
                List<Boolean> may =
                        commit.run(begins.stream().map(Wish.Begin::message).toList(), settles);
                for (int i = 0; i < may.size(); i++) {
                    begins.get(i).may().complete(may.get(i));
                }
                break;
            } catch (TransactionException | DataAccessResourceFailureException | TransientDataAccessException away) {
                begins.forEach(Steps::refuse);
                begins.clear();
                Thread.sleep(500);
            } catch (RuntimeException failure) {
                begins.forEach(Steps::refuse);
                begins.clear();
                settles = alone(settles, failure);
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
                commit.run(List.of(), List.of(one));
            } catch (TransactionException | DataAccessResourceFailureException | TransientDataAccessException away) {
                left.add(one);
            } catch (RuntimeException poison) {
                log.error("what became of a message could not be written; it will be shown as unknown", poison);
            }
        }
        return left;
    }

    private static void refuse(Wish wish) {
        switch (wish) {
            case Wish.Begin begin -> begin.may().complete(false);
            case Wish.Flush flush -> flush.done().complete(false);
            case Wish.Settle settle ->
                log.warn(
                        "message {} was not settled before the end",
                        settle.what().message().id());
        }
    }
}
