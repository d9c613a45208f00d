package dev.sluice.handoff.reconciliation;

import dev.sluice.standing.SignalsEvaluated;
import dev.sluice.standing.SignalsFolded;
import dev.sluice.standing.StandingsChanged;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Rolls some transactions of the fold back, after everything else has been done in them. */
@Component
class InjectedFaults {
    private static final int ONE_IN = 40;

    private final AtomicInteger thrown = new AtomicInteger();
    private volatile int workspace;
    private @Nullable Random random;

    synchronized void on(int chosen, long seed) {
        random = new Random(seed);
        workspace = chosen;
    }

    synchronized void off() {
        workspace = 0;
    }

    int thrown() {
        return thrown.get();
    }

    @EventListener
    @Order
    void on(SignalsFolded event) {
        maybe(event.workspace());
    }

    @EventListener
    @Order
    void on(StandingsChanged event) {
        maybe(event.workspace());
    }

    @EventListener
    @Order
    void on(SignalsEvaluated event) {
        maybe(event.workspace());
    }

    private synchronized void maybe(int of) {
        if (of == workspace && random != null && random.nextInt(ONE_IN) == 0) {
            thrown.incrementAndGet();
            throw new IllegalStateException("a fault that a test injects");
        }
    }
}
