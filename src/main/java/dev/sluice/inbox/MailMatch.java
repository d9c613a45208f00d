package dev.sluice.inbox;

import dev.sluice.inbox.ReceivedMail.ReceivedState;
import dev.sluice.mail.SentMessage;
import org.jspecify.annotations.Nullable;

/**
 * Whose a received mail is.
 *
 * @param message the message of ours that it answers
 * @param person the person of the thread, or else of the sender's address
 * @param writer whom the sender's address belongs to, where that is somebody else
 */
record MailMatch(
        ReceivedState state,
        String why,
        @Nullable SentMessage message,
        @Nullable Long person,
        @Nullable Long writer) {

    static MailMatch ignored(String why) {
        return new MailMatch(ReceivedState.IGNORED, why, null, null, null);
    }
}
