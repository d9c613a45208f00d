package dev.sluice.outreach.sequence;

import java.util.Locale;

/** A sequence as it stands: what it does now, and whether it does it. */
public record Sequence(String name, Status status, String pausedWhy, int version, SequenceDefinition plan) {

    /** Whether mail goes. */
    public enum Status {
        DRAFT,
        RUNNING,
        PAUSED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean running() {
        return status == Status.RUNNING;
    }
}
