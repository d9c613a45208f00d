package dev.sluice.inbox;

import org.jspecify.annotations.Nullable;

/**
 * Published in the transaction that records what a person wrote back, so that mail planned for them can be taken back
 * there.
 *
 * @param message the message of ours that it answers; null where it answers none
 */
public record ReplyReceived(
        int workspace, long person, @Nullable Long message) {}
