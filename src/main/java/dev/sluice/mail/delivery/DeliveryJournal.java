package dev.sluice.mail.delivery;

import java.time.Duration;
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
 * Makes the steps of many workers' messages durable in few commits. What became of a worker's message is written down
 * no later than its next one begins, so that a power cut leaves no more unknown than there are connections; all that
 * follows from it comes a moment later, for many messages at once.
 */
final class DeliveryJournal {
    private static final Logger log = LoggerFactory.getLogger(DeliveryJournal.class);
    private static final int MAX_BATCH = 200;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Does a batch of steps in one transaction. */
    interface Commit {
        /** Writes down what became of some messages, and returns which of the others may begin. */
        List<Boolean> step(List<DeliveryOutcome> outcomes, List<ClaimedMessage> begins);

        /** Does what follows from what is written down. */
        void settle(List<DeliveryOutcome> outcomes);

        /** Of this one nothing can follow; it is for a person to decide. */
        void giveUp(DeliveryOutcome outcome);
    }

    private sealed interface JournalRequest {
        record Begin(ClaimedMessage message, CompletableFuture<Boolean> may) implements JournalRequest {}

        record Note(DeliveryOutcome outcome) implements JournalRequest {}

        record Flush(CompletableFuture<Boolean> done) implements JournalRequest {}
    }

    private final LinkedBlockingQueue<JournalRequest> requests = new LinkedBlockingQueue<>();
    private final Commit commit;
    private final Thread stepping;
    private final SettlementQueue settlements;

    DeliveryJournal(String name, Commit commit) {
        this.commit = commit;
        this.settlements = new SettlementQueue(name + "-settle", commit);
        this.stepping = Thread.ofVirtual().name(name).start(this::step);
    }

    /** Asks for the step to data_started; true when it is durable and the message may go. */
    boolean begin(ClaimedMessage message) {
        CompletableFuture<Boolean> may = new CompletableFuture<>();
        requests.add(new JournalRequest.Begin(message, may));
        try {
            return may.join();
        } catch (CompletionException failure) {
            log.debug("a message does not begin", failure);
            return false;
        }
    }

    /** Has the outcome of a message written down before what this worker begins next. */
    void record(DeliveryOutcome outcome) {
        requests.add(new JournalRequest.Note(outcome));
    }

    /** Settles outcomes that were written down and are left over from a crash. */
    void settleUnfinished(List<DeliveryOutcome> left) {
        left.forEach(settlements::add);
    }

    /** Returns when all outcomes so far are written down, or when the database lets it wait for too long. */
    void flush() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        requests.add(new JournalRequest.Flush(done));
        done.completeOnTimeout(false, PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Ends when everything is settled, or when the database lets it wait for too long: the next start settles the rest. */
    void stop() throws InterruptedException {
        flush();
        settlements.stop(PATIENCE);
        stepping.interrupt();
        settlements.interrupt();
    }

    private void step() {
        List<JournalRequest> batch = new ArrayList<>();
        List<DeliveryOutcome> outcomes = new ArrayList<>(); // what the database does not take stays for the next commit
        List<JournalRequest.Flush> flushes = new ArrayList<>();
        try {
            while (true) {
                batch.clear();
                if (outcomes.isEmpty()) {
                    batch.add(requests.take());
                } else {
                    Thread.sleep(PAUSE);
                }
                requests.drainTo(batch, MAX_BATCH);
                List<JournalRequest.Begin> begins = new ArrayList<>();
                for (JournalRequest request : batch) {
                    switch (request) {
                        case JournalRequest.Begin begin -> begins.add(begin);
                        case JournalRequest.Note note -> outcomes.add(note.outcome());
                        case JournalRequest.Flush flush -> flushes.add(flush);
                    }
                }
                if (committed(outcomes, begins)) {
                    outcomes.clear();
                    flushes.forEach(flush -> flush.done().complete(true));
                    flushes.clear();
                }
            }
        } catch (InterruptedException stopped) {
            requests.forEach(request -> {
                if (request instanceof JournalRequest.Begin begin) {
                    begin.may().complete(false);
                }
            });
        }
    }

    /** False when the database is away; nothing has begun then. */
    private boolean committed(List<DeliveryOutcome> outcomes, List<JournalRequest.Begin> begins) {
        if (outcomes.isEmpty() && begins.isEmpty()) {
            return true;
        }
        try {
            List<Boolean> may = commit.step(
                    outcomes, begins.stream().map(JournalRequest.Begin::message).toList());
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
        outcomes.forEach(settlements::add);
        return true;
    }
}
