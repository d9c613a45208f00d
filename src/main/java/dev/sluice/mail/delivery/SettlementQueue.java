package dev.sluice.mail.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Settles outcomes that are durable in the journal, many at once, a moment after they were written. */
final class SettlementQueue {
    private static final Logger log = LoggerFactory.getLogger(SettlementQueue.class);
    private static final int MAX_BATCH = 200;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration GATHERING = Duration.ofMillis(100);

    private final LinkedBlockingQueue<Optional<DeliveryOutcome>> queue = new LinkedBlockingQueue<>();
    private final DeliveryJournal.Commit commit;
    private final Thread thread;

    SettlementQueue(String name, DeliveryJournal.Commit commit) {
        this.commit = commit;
        this.thread = Thread.ofVirtual().name(name).start(this::settle);
    }

    void add(DeliveryOutcome outcome) {
        queue.add(Optional.of(outcome));
    }

    /** Ends when everything is settled, or when the database lets it wait for too long. */
    void stop(Duration patience) throws InterruptedException {
        queue.add(Optional.empty());
        thread.join(patience);
    }

    void interrupt() {
        thread.interrupt();
    }

    private void settle() {
        List<Optional<DeliveryOutcome>> batch = new ArrayList<>();
        try {
            do {
                batch.clear();
                batch.add(queue.take());
                Thread.sleep(GATHERING);
                queue.drainTo(batch, MAX_BATCH);
                settle(batch.stream().flatMap(Optional::stream).toList());
            } while (!batch.contains(Optional.<DeliveryOutcome>empty()));
        } catch (InterruptedException stopped) {
            log.debug("what is not settled yet is settled after the next start");
        }
    }

    private void settle(List<DeliveryOutcome> batch) throws InterruptedException {
        List<DeliveryOutcome> outcomes = batch;
        while (!outcomes.isEmpty()) {
            try {
                commit.settle(outcomes);
                return;
            } catch (TransactionException | DataAccessResourceFailureException | TransientDataAccessException away) {
                Thread.sleep(PAUSE);
            } catch (RuntimeException failure) {
                log.debug("messages are settled one by one", failure);
                outcomes = alone(outcomes);
            }
        }
    }

    /** What fails is narrowed down until it stands alone; that one is left to be parked when its lease ends. */
    private List<DeliveryOutcome> alone(List<DeliveryOutcome> outcomes) {
        List<DeliveryOutcome> left = new ArrayList<>();
        for (DeliveryOutcome outcome : outcomes) {
            try {
                commit.settle(List.of(outcome));
            } catch (TransactionException | DataAccessResourceFailureException | TransientDataAccessException away) {
                left.add(outcome);
            } catch (RuntimeException poison) {
                log.error("what became of a message could not be written; it will be shown as unknown", poison);
                giveUp(outcome);
            }
        }
        return left;
    }

    private void giveUp(DeliveryOutcome outcome) {
        try {
            commit.giveUp(outcome);
        } catch (RuntimeException away) {
            log.debug("it is tried once more when its lease has ended", away);
        }
    }
}
