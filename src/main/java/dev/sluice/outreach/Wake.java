package dev.sluice.outreach;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Wakes this node's runner when something has become due; the others see it at their next beat. */
@Component
class Wake {
    private final Semaphore due = new Semaphore(0);

    void up() {
        due.release();
    }

    /** Returns when woken, or after the beat. */
    void await(Duration beat) throws InterruptedException {
        if (due.tryAcquire(beat.toMillis(), TimeUnit.MILLISECONDS)) {
            due.drainPermits();
        }
    }
}
