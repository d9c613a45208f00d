package dev.sluice.handoff.reconciliation;

import dev.sluice.standing.SignalsEvaluated;
import dev.sluice.standing.SignalsFolded;
import dev.sluice.standing.StandingsChanged;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.Ordered;

/** Rolls some transactions of one workspace's fold back, after everything else has been done in them. */
class InjectedFaults implements ApplicationListener<PayloadApplicationEvent<?>>, Ordered {
    private static final int ONE_IN = 40;

    private final int workspace;
    private final Random random;
    private final AtomicInteger thrown = new AtomicInteger();

    InjectedFaults(int workspace, long seed) {
        this.workspace = workspace;
        this.random = new Random(seed);
    }

    int thrown() {
        return thrown.get();
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void onApplicationEvent(PayloadApplicationEvent<?> event) {
        int of = switch (event.getPayload()) {
            case SignalsFolded folded -> folded.workspace();
            case StandingsChanged changed -> changed.workspace();
            case SignalsEvaluated evaluated -> evaluated.workspace();
            default -> 0;
        };
        if (of == workspace && hit()) {
            thrown.incrementAndGet();
            throw new IllegalStateException("a fault that a test injects");
        }
    }

    private synchronized boolean hit() {
        return random.nextInt(ONE_IN) == 0;
    }
}
