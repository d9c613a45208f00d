package dev.sluice.inbox;

import dev.sluice.inbox.Received.State;
import dev.sluice.mail.Sent;
import org.jspecify.annotations.Nullable;

/**
 * Whose a received mail is.
 *
 * @param message the message of ours that it answers
 * @param person the person of the thread, or else of the sender's address
 * @param writer whom the sender's address belongs to, where that is somebody else
 */
record Match(
        State state,
        String why,
        @Nullable Sent message,
        @Nullable Long person,
        @Nullable Long writer) {

    static Match ignored(String why) {
        return new Match(State.IGNORED, why, null, null, null);
    }
}
