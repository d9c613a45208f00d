package dev.sluice.meeting;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sluice.signal.SignalKind;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A meeting with a person.
 *
 * @param key what its signals call it; the uid of the calendar where an invitation brought it
 * @param kind "discovery", "demo", or whatever the workspace calls it
 * @param moved how often it was put off or brought forward
 * @param task the open task of saying how it went
 */
@JsonNaming(SnakeCaseStrategy.class)
record Meeting(
        long id,
        long person,
        @JsonIgnore String key,
        String kind,
        Instant startsAt,
        Instant endsAt,
        String place,
        MeetingState state,
        int moved,
        @JsonIgnore @Nullable Long task) {

    /** Where a meeting is in its life, by the signal that tells it. */
    enum MeetingState {
        BOOKED(MeetingSignals.BOOKED),
        HELD(MeetingSignals.HELD),
        MISSED(MeetingSignals.MISSED),
        CANCELLED(MeetingSignals.CANCELLED);

        final SignalKind signal;

        MeetingState(SignalKind signal) {
            this.signal = signal;
        }

        @JsonValue
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static MeetingState of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether it is over and nobody has said how it went. */
    boolean unanswered(Instant now) {
        return state == MeetingState.BOOKED && endsAt.isBefore(now);
    }
}
