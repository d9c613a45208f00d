package dev.sluice.standing.driver;

import dev.sluice.platform.Time;
import dev.sluice.standing.EvaluationQueueRows.QueuedSignal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** How many decisions evaluations make, and how long after the signals. */
@Component
class EvaluationMetrics {
    private final MeterRegistry metrics;
    private final Timer delay;

    EvaluationMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
        delay = Timer.builder("sluice.decision.delay")
                .description("from a signal's arrival to the commit of what follows from it")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
    }

    void decided(int decisions) {
        metrics.counter("sluice.decisions").increment(decisions);
    }

    void committed(List<QueuedSignal> signals, Instant at) {
        long now = Time.micros(at);
        for (QueuedSignal signal : signals) {
            if (signal.receivedAt() > 0) {
                delay.record(Math.max(0, now - signal.receivedAt()), TimeUnit.MICROSECONDS);
            }
        }
    }
}
