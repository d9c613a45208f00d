package dev.sluice.mail.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * Makes the steps of many workers' messages durable in few commits. What became of a worker's message is written down
 * no later than its next one begins, so that a power cut leaves no more unknown than there are connections; all that
 * follows from it comes a moment later, for many messages at once.
 */
final class DeliveryJournal {
    private static final Logger log = LoggerFactory.getLogger(DeliveryJournal.class);
    private static final int MOST = 200;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration GATHERING = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Does a batch of steps in one transaction. */
    interface Commit {
        /** Writes down what became of some messages, and returns which of the others may begin. */
        List<Boolean> step(List<DeliveryOutcome> known, List<ClaimedMessage> begins);

        /** Does what follows from what is written down. */
        void settle(List<DeliveryOutcome> known);

        /** Of this one nothing can follow; it is for a person to decide. */
        void giveUp(DeliveryOutcome known);
    }

    private sealed interface JournalRequest {
        record Begin(ClaimedMessage message, CompletableFuture<Boolean> may) implements JournalRequest {}

        record Note(DeliveryOutcome known) implements JournalRequest {}

        record Flush(CompletableFuture<Boolean> done) implements JournalRequest {}
    }

    private final LinkedBlockingQueue<JournalRequest> wishes = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Optional<DeliveryOutcome>> settles = new LinkedBlockingQueue<>();
    private final Commit commit;
    private final Thread stepping;
    private final Thread settling;

    DeliveryJournal(String name, Commit commit) {
        this.commit = commit;
        this.stepping = Thread.ofVirtual().name(name).start(this::step);
        this.settling = Thread.ofVirtual().name(name + "-settle").start(this::settle);
    }

    /** Asks for the step to data_started; true when it is durable and the message may go. */
    boolean begin(ClaimedMessage message) {
        CompletableFuture<Boolean> may = new CompletableFuture<>();
        wishes.add(new JournalRequest.Begin(message, may));
        try {
            return may.join();
        } catch (CompletionException failure) {
            log.debug("a message does not begin", failure);
            return false;
        }
    }

    /** Has it written down what became of a message, before whatever this worker begins next. */
    void settle(DeliveryOutcome known) {
        wishes.add(new JournalRequest.Note(known));
    }

    /** Settles what was written down before and is left over from a crash. */
    void settleLeft(List<DeliveryOutcome> left) {
        left.forEach(one -> settles.add(Optional.of(one)));
    }

    /** Returns when all that was told before has been written down, or when the database lets it wait for too long. */
    void flush() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        wishes.add(new JournalRequest.Flush(done));
        done.completeOnTimeout(false, PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Ends when everything is settled, or when the database lets it wait for too long: the next start settles the rest. */
    void stop() throws InterruptedException {
        flush();
        settles.add(Optional.empty());
        settling.join(PATIENCE);
        stepping.interrupt();
        settling.interrupt();
    }

    private void step() {
        List<JournalRequest> batch = new ArrayList<>();
        List<DeliveryOutcome> known = new ArrayList<>(); // what the database does not take stays for the next commit
        List<JournalRequest.Flush> flushes = new ArrayList<>();
        try {
            while (true) {
                batch.clear();
                if (known.isEmpty()) {
                    batch.add(wishes.take());
                } else {
                    Thread.sleep(PAUSE);
                }
                wishes.drainTo(batch, MOST);
                List<JournalRequest.Begin> begins = new ArrayList<>();
                for (JournalRequest wish : batch) {
                    switch (wish) {
                        case JournalRequest.Begin begin -> begins.add(begin);
                        case JournalRequest.Note note -> known.add(note.known());
                        case JournalRequest.Flush flush -> flushes.add(flush);
                    }
                }
                if (committed(known, begins)) {
                    known.clear();
                    flushes.forEach(flush -> flush.done().complete(true));
                    flushes.clear();
                }
            }
        } catch (InterruptedException stopped) {
            wishes.forEach(wish -> {
                if (wish instanceof JournalRequest.Begin begin) {
                    begin.may().complete(false);
                }
            });
        }
    }

    /** False when the database is away; nothing has begun then. */
    private boolean committed(List<DeliveryOutcome> known, List<JournalRequest.Begin> begins) {
        if (known.isEmpty() && begins.isEmpty()) {
            return true;
        }
        try {
            List<Boolean> may = commit.step(
                    known, begins.stream().map(JournalRequest.Begin::message).toList());
            for (int i = 0; i < begins.size(); i++) {
                begins.get(i).may().complete(may.get(i));
            }
        } catch (TransactionException | DataAccessResourceFailureException | TransientDataAccessException away) {
            log.debug("messages wait for the database", away);
            begins.forEach(begin -> begin.may().complete(false));
            return false;
        } catch (RuntimeException failure) {
            log.debug("messages do not begin", failure); // what is known of others is settled all the same
            begins.forEach(begin -> begin.may().complete(false));
        }
        known.forEach(one -> settles.add(Optional.of(one)));
        return true;
    }

    private void settle() {
        List<Optional<DeliveryOutcome>> batch = new ArrayList<>();
        try {
            do {
                batch.clear();
                batch.add(settles.take());
                Thread.sleep(GATHERING);
                settles.drainTo(batch, MOST);
                settle(batch.stream().flatMap(Optional::stream).toList());
            } while (!batch.contains(Optional.<DeliveryOutcome>empty()));
        } catch (InterruptedException stopped) {
            log.debug("what is not settled yet is settled after the next start");
        }
    }

    private void settle(List<DeliveryOutcome> batch) throws InterruptedException {
        List<DeliveryOutcome> known = batch;
        while (!known.isEmpty()) {
            try {
                commit.settle(known);
                return;
            } catch (TransactionException | DataAccessResourceFailureException | TransientDataAccessException away) {
                Thread.sleep(PAUSE);
            } catch (RuntimeException failure) {
                log.debug("messages are settled one by one", failure);
                known = alone(known);
            }
        }
    }

    /** What fails is narrowed down until it stands alone; that one is left to be parked when its lease ends. */
    private List<DeliveryOutcome> alone(List<DeliveryOutcome> known) {
        List<DeliveryOutcome> left = new ArrayList<>();
        for (DeliveryOutcome one : known) {
            try {
                commit.settle(List.of(one));
            } catch (TransactionException | DataAccessResourceFailureException | TransientDataAccessException away) {
                left.add(one);
            } catch (RuntimeException poison) {
                log.error("what became of a message could not be written; it will be shown as unknown", poison);
                giveUp(one);
            }
        }
        return left;
    }

    private void giveUp(DeliveryOutcome one) {
        try {
            commit.giveUp(one);
        } catch (RuntimeException away) {
            log.debug("it is tried once more when its lease has ended", away);
        }
    }
}
