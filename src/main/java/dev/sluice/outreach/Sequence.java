package dev.sluice.outreach;

import java.util.Locale;

/** A sequence as it stands: what it does now, and whether it does it. */
record Sequence(String name, Status status, String pausedWhy, int version, SequenceDefinition plan) {

    /** Whether mail goes. */
    enum Status {
        DRAFT,
        RUNNING,
        PAUSED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean running() {
        return status == Status.RUNNING;
    }
}
