package dev.sluice.meeting;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sluice.platform.BadInput;
import dev.sluice.signal.kind.SignalKind;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A meeting with a person.
 *
 * @param key its name in signals; the uid of the calendar where an invitation booked it
 * @param kind "discovery", "demo" or a kind of the workspace's own
 * @param moved how often it was moved
 * @param sequence the revision of the calendar event, {@code stampedAt} when it was made; 0 and null without a calendar
 * @param task the open task of recording how it went
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
        @JsonIgnore int sequence,
        @JsonIgnore @Nullable Instant stampedAt,
        @JsonIgnore @Nullable Long task) {

    /** The state of a meeting, with the signal that leads to it. */
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

        static MeetingState read(String code) {
            return Stream.of(values())
                    .filter(state -> state.code().equals(code))
                    .findFirst()
                    .orElseThrow(() -> new BadInput("state", "Say held, missed or cancelled."));
        }
    }

    MeetingDetails details() {
        return new MeetingDetails(kind, startsAt, endsAt, place);
    }

    /** Whether it is over and no one has recorded how it went. */
    boolean unanswered(Instant now) {
        return state == MeetingState.BOOKED && endsAt.isBefore(now);
    }
}
