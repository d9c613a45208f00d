package dev.sluice.outreach.sequence;

import dev.sluice.platform.BadInput;
import java.util.Locale;
import java.util.stream.Stream;

/** A sequence in its newest version. */
public record Sequence(String name, Status status, String pausedWhy, int version, SequenceDefinition plan) {

    /** Whether emails go. */
    public enum Status {
        DRAFT,
        RUNNING,
        PAUSED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The status that a user or program sets: running or paused. */
        public static Status read(String code) {
            return Stream.of(RUNNING, PAUSED)
                    .filter(status -> status.code().equals(code))
                    .findFirst()
                    .orElseThrow(() -> new BadInput("status", "Say running or paused."));
        }
    }

    public boolean running() {
        return status == Status.RUNNING;
    }
}
