package dev.sluice.mail;

import dev.sluice.platform.BadInput;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The state of a message; only what is ready or claimed is ever tried again automatically. */
public enum MessageState {
    READY("Waiting"),
    CLAIMED("About to go"),
    DATA_STARTED("Going out"),
    SENT("Sent"),
    /** No mail server is set: it reached the built-in mailbox and no one else. */
    KEPT("Kept here"),
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

    /** The state that a list is filtered by; null for all. */
    public static @Nullable MessageState filter(String code) {
        if (code.isBlank()) {
            return null;
        }
        for (MessageState state : values()) {
            if (state.code().equals(code)) {
                return state;
            }
        }
        throw new BadInput(
                "state", "A state is ready, claimed, data_started, sent, kept, failed, unknown or suppressed.");
    }
}
