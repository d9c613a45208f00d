package dev.sluice.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Signals that stream in at a steady rate while something else is measured. */
final class Background implements AutoCloseable {
    private static final int CONNECTIONS = 64;

    private final AtomicLong sent = new AtomicLong();
    private final int perSecond;
    private final long begin = System.nanoTime();
    private final Thread thread;
    private volatile boolean over;

    Background(int port, int perSecond, LongFunction<byte[]> request) {
        this.perSecond = perSecond;
        thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                Load.run(port, CONNECTIONS, Duration.ofHours(1), perSecond, n -> {
                    if (over) {
                        throw new CancellationException(); // ends this connection's sender
                    }
                    sent.incrementAndGet();
                    return request.apply(n);
                });
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Says what was really sent: where the machine is too slow, the row is one of a lower rate. */
    void print(PrintStream out) {
        double rate = sent.get() / ((System.nanoTime() - begin) / 1e9);
        out.printf("  background meanwhile: %.0f signals/s of %d asked%n", rate, perSecond);
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        thread.join();
    }
}
