package dev.sluice.mail.delivery;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pauses a workspace's sending while its server is in trouble. */
final class SendBackoff {
    private static final Logger log = LoggerFactory.getLogger(SendBackoff.class);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(5);

    private final int workspace;
    private int troubles;
    private long resume = System.nanoTime();
    private @Nullable String trouble;

    SendBackoff(int workspace) {
        this.workspace = workspace;
    }

    synchronized boolean paused() {
        return System.nanoTime() < resume;
    }

    /** Whether the server was in trouble when it was last tried. */
    synchronized boolean inTrouble() {
        return troubles > 0;
    }

    /** What keeps email from going now; null when nothing does. */
    synchronized @Nullable String trouble() {
        return trouble;
    }

    synchronized void succeeded() {
        troubles = 0;
        trouble = null;
    }

    /** Twice as long with each time in a row; workers that run into the same trouble together count once. */
    synchronized void failed(String reason) {
        trouble = reason;
        if (System.nanoTime() >= resume) {
            troubles++;
            long full = Math.min(1_000L << Math.min(troubles - 1, 10), MAX_PAUSE.toMillis());
            long pause = full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1);
            resume = System.nanoTime() + Duration.ofMillis(pause).toNanos();
            log.warn("mail of workspace {} waits {} ms: {}", workspace, pause, reason);
        }
    }
}
