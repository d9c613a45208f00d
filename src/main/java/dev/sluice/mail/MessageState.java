package dev.sluice.mail;

import java.util.Locale;

/** Where a message stands; only what is ready or claimed is ever tried again by itself. */
public enum MessageState {
    READY("Waiting"),
    CLAIMED("About to go"),
    DATA_STARTED("Going out"),
    SENT("Sent"),
    FAILED("Failed"),
    UNKNOWN("Unknown"),
    SUPPRESSED("Not sent");

    private final String label;

    MessageState(String label) {
        this.label = label;
    }

    /** As stored and as the API writes it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As a reader sees it. */
    public String label() {
        return label;
    }

    public static MessageState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
