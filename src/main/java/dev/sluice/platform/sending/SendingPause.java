package dev.sluice.platform.sending;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Holds back all that leaves this installation after a restore, on every node: email, first touches, sequences, mailed
 * digests and reviews, scheduled backups. What people plan meanwhile waits; an owner ends it.
 */
@Component
public class SendingPause {
    /**
     * A pause.
     *
     * @param since when the restore ended
     * @param backupOf the instant whose state was restored
     */
    public record Paused(Instant since, Instant backupOf) {}

    private final SendingPauseRows rows;

    SendingPause(SendingPauseRows rows) {
        this.rows = rows;
    }

    public boolean isPaused() {
        return rows.find().isPresent();
    }

    /** The pause under way. */
    public Optional<Paused> pause() {
        return rows.find();
    }

    /** Lets everything be sent from now on; false when nothing was paused. */
    public boolean end() {
        return rows.remove();
    }

    /** Those workspaces, or none while sending is paused. */
    public Supplier<List<Integer>> unlessPaused(Supplier<List<Integer>> workspaces) {
        return () -> isPaused() ? List.of() : workspaces.get();
    }
}
