package dev.sluice.meeting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of a calendar message, with what RFC 5546 says about the order of messages.
 *
 * @param uid of the event, or of the series that an occurrence belongs to
 * @param occurrence RECURRENCE-ID, the original time of the one occurrence that is meant; null for all
 * @param following whether the occurrences after that one are meant, too
 * @param sequence the revision of the event; a message of a lower one is out of date
 * @param stamp when the message was made, which orders messages of one revision; null when not told
 * @param details null where the message does not repeat them
 */
record CalendarEvent(
        Effect effect,
        String uid,
        @Nullable Instant occurrence,
        boolean following,
        int sequence,
        @Nullable Instant stamp,
        @Nullable MeetingDetails details) {
    /** What the message does to the event, by its METHOD, STATUS and PARTSTAT. */
    enum Effect {
        /** Books it, or changes what is booked. */
        INVITES,
        /** Tells of an event that is published to anyone: changes what is booked, and books nothing. */
        INFORMS,
        /** Cancels it for everyone. */
        CANCELS,
        /** An invited person will not come. */
        DECLINES,
        /** Asks for something that a person has to decide: another time, or an event that is not certain. */
        PROPOSES
    }

    /** The same with that time where it names none. */
    CalendarEvent timed(Instant at) {
        return details != null
                ? this
                : new CalendarEvent(
                        effect, uid, occurrence, following, sequence, stamp, MeetingDetails.of("meeting", at, 60, ""));
    }

    /** Whether a newer message about that meeting has come before this one. */
    boolean outdated(Meeting meeting) {
        Instant known = meeting.stampedAt();
        return sequence < meeting.sequence()
                || (sequence == meeting.sequence() && stamp != null && known != null && stamp.isBefore(known));
    }

    /** The name of the meeting: an occurrence that differs from its series has one of its own. */
    String key() {
        return occurrence == null ? uid : uid + "/" + occurrence;
    }
}
