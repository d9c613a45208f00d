package dev.sluice.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/** Sends requests over so many connections for so long, as fast as answers come or at a given rate. */
final class Load {
    /** What came of it. */
    record Result(long answered, long refused, double seconds, Latencies latencies) {
        double perSecond() {
            return answered / seconds;
        }
    }

    private Load() {}

    /**
     * @param perSecond how many to send in a second over all connections, 0 for as many as possible; a late
     *     answer counts from the instant at which its request was meant to be sent
     */
    static Result run(int port, int connections, Duration span, int perSecond, LongFunction<byte[]> request)
            throws InterruptedException {
        AtomicLong number = new AtomicLong();
        AtomicLong answered = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        Latencies latencies = new Latencies();
        long begin = System.nanoTime();
        long end = begin + span.toNanos();
        try (ExecutorService senders = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                senders.submit(() -> {
                    try (Wire wire = new Wire(port)) {
                        while (true) {
                            long n = number.getAndIncrement();
                            long due = perSecond == 0 ? System.nanoTime() : begin + n * 1_000_000_000L / perSecond;
                            if (due >= end) {
                                return;
                            }
                            LockSupport.parkNanos(due - System.nanoTime());
                            int status = wire.send(request.apply(n));
                            latencies.add(System.nanoTime() - due);
                            (status < 300 ? answered : refused).incrementAndGet();
                        }
                    } catch (IOException cut) {
                        refused.incrementAndGet();
                    }
                });
            }
            senders.shutdown();
            if (!senders.awaitTermination(span.toSeconds() + 120, TimeUnit.SECONDS)) {
                senders.shutdownNow();
            }
        }
        return new Result(answered.get(), refused.get(), (System.nanoTime() - begin) / 1e9, latencies);
    }
}
