package dev.sluice.mail;

import java.time.Instant;
import java.util.List;

/** Published in the transaction that settles messages: sent, failed, unknown or suppressed. */
public record Settled(int workspace, List<Of> messages) {
    /** One message; {@code why} is the server's answer, or the reason it was not sent. */
    public record Of(long message, long person, String key, State state, String why, Instant at) {}
}
