package dev.sluice.mail;

import java.time.Instant;
import java.util.List;

/** Published in the transaction that settles messages: sent, failed, unknown or suppressed. */
public record MessagesSettled(int workspace, List<SettledMessage> messages) {
    /** One message; {@code why} is the server's answer, or the reason it was not sent. */
    public record SettledMessage(long message, long person, String key, MessageState state, String why, Instant at) {}
}
