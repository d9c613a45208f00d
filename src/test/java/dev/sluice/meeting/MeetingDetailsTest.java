package dev.sluice.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.meeting.Meeting.MeetingState;
import dev.sluice.platform.BadInput;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What someone fixes, and how a signal carries it. */
class MeetingDetailsTest {
    private static final Instant FROM = Instant.parse("2026-12-03T14:00:00Z");

    @Test
    void whatASignalCarriesIsReadBack() {
        MeetingDetails what = MeetingDetails.of(" discovery ", FROM, 45, " Room 5 ");

        assertThat(what.kind()).isEqualTo("discovery");
        assertThat(what.place()).isEqualTo("Room 5");
        assertThat(what.to()).isEqualTo(FROM.plus(Duration.ofMinutes(45)));
        assertThat(what.data("m1")).containsEntry("meeting", "m1");
        assertThat(MeetingDetails.in("discovery", what.data("m1"))).isEqualTo(what);
    }

    @Test
    void withoutAnEndItLastsAnHourAndWithoutAKindItIsAMeeting() {
        MeetingDetails what = MeetingDetails.in(" ", Map.of("starts_at", "2026-12-03T15:00:00+01:00", "place", 5));

        assertThat(what).isEqualTo(new MeetingDetails("meeting", FROM, FROM.plus(Duration.ofHours(1)), ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "2026-12-03T14:00:00", "2026-12-03"})
    void withoutABeginningThereIsNone(String beginning) {
        assertThat(MeetingDetails.in("demo", Map.of("starts_at", beginning))).isNull();
        assertThat(MeetingDetails.in("demo", Map.of())).isNull();
        assertThat(MeetingDetails.in("demo", Map.of("starts_at", 1_764_770_400L)))
                .isNull();
    }

    @Test
    void whatCouldNotBeBookedIsNotReadEither() {
        assertThat(MeetingDetails.in("x".repeat(61), Map.of("starts_at", FROM.toString())))
                .isNull();
        assertThat(MeetingDetails.in("demo", Map.of("starts_at", FROM.toString(), "ends_at", FROM.toString())))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"'', 30, kind", "' ', 30, kind", "demo, 0, minutes", "demo, -5, minutes", "demo, 4321, minutes"})
    void whatCannotBeIsRefusedWithItsField(String kind, int minutes, String field) {
        assertThatThrownBy(() -> MeetingDetails.of(kind, FROM, minutes, ""))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults().getFirst().field()).isEqualTo(field));
    }

    @Test
    void threeDaysAreTheLongest() {
        assertThat(MeetingDetails.of("fair", FROM, 3 * 24 * 60, "Hall 7").to())
                .isEqualTo(FROM.plus(Duration.ofDays(3)));
    }

    @ParameterizedTest
    @EnumSource(MeetingState.class)
    void everyStateIsReadBackFromItsCode(MeetingState state) {
        assertThat(MeetingState.read(state.code())).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"BOOKED, 31, true", "BOOKED, 29, false", "HELD, 31, false", "CANCELLED, 500, false"})
    void aMeetingIsUnansweredOnceItIsOverWithoutAnOutcome(MeetingState state, int minutesLater, boolean unanswered) {
        Meeting meeting =
                new Meeting(1, 2, "m1", "demo", FROM, FROM.plus(Duration.ofMinutes(30)), "", state, 0, 0, null, null);

        assertThat(meeting.unanswered(FROM.plus(Duration.ofMinutes(minutesLater))))
                .isEqualTo(unanswered);
    }
}
