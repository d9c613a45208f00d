package dev.sluice.workhours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.handoff.WorkingTime;
import dev.sluice.workhours.WorkCalendar.Hours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time as a response class counts it, and the calendars it is counted by. */
class WorkingTimeTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final WorkCalendar ORDINARY = new WorkCalendar(LONDON, WorkCalendar.ORDINARY, Set.of());
    private static final Instant FRIDAY_HALF_PAST_FOUR = Instant.parse("2026-01-16T16:30:00Z");

    private static WorkCalendar on(List<Hours> monday, LocalDate... off) {
        List<Hours> none = List.of();
        return new WorkCalendar(LONDON, List.of(monday, none, none, none, none, none, none), Set.of(off));
    }

    @Test
    void workingHoursAreTheOwnersAndAllHoursAreEveryones() {
        WorkingTime time = new WorkingTime(owner -> ORDINARY);
        Duration hour = Duration.ofHours(1);

        assertThat(time.after(true, 7, FRIDAY_HALF_PAST_FOUR, hour)).isEqualTo(Instant.parse("2026-01-19T09:30:00Z"));
        assertThat(time.after(false, 7, FRIDAY_HALF_PAST_FOUR, hour)).isEqualTo(Instant.parse("2026-01-16T17:30:00Z"));
        assertThat(time.after(true, null, FRIDAY_HALF_PAST_FOUR, hour))
                .isEqualTo(Instant.parse("2026-01-16T17:30:00Z"));
    }

    @Test
    void theTimeBetweenIsCountedTheSameWay() {
        WorkingTime time = new WorkingTime(owner -> ORDINARY);
        Instant monday = Instant.parse("2026-01-19T10:00:00Z");

        assertThat(time.between(true, 7, FRIDAY_HALF_PAST_FOUR, monday)).isEqualTo(Duration.ofMinutes(90));
        assertThat(time.between(false, 7, FRIDAY_HALF_PAST_FOUR, monday)).isEqualTo(Duration.parse("PT65H30M"));
        assertThat(time.between(true, null, FRIDAY_HALF_PAST_FOUR, monday)).isEqualTo(Duration.parse("PT65H30M"));
    }

    @Test
    void eachCalendarIsLookedUpOnce() {
        List<Integer> asked = new ArrayList<>();
        WorkingTime time = new WorkingTime(owner -> {
            asked.add(owner);
            return ORDINARY;
        });
        for (int i = 0; i < 3; i++) {
            time.after(true, 7, FRIDAY_HALF_PAST_FOUR, Duration.ofHours(1));
            time.between(true, 8, FRIDAY_HALF_PAST_FOUR, FRIDAY_HALF_PAST_FOUR);
            time.after(false, 9, FRIDAY_HALF_PAST_FOUR, Duration.ofHours(1));
        }

        assertThat(asked).containsExactly(7, 8);
    }

    @ParameterizedTest
    @CsvSource({"-1, 60", "0, 1441", "60, 60", "120, 60"})
    void aPartOfADayBeginsInItAndEndsLater(int from, int to) {
        assertThatThrownBy(() -> new Hours(from, to)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWeekHasSevenDays() {
        assertThatThrownBy(() -> new WorkCalendar(LONDON, List.of(List.of()), Set.of()))
                .hasMessageContaining("a week of 1 days");
    }

    @Test
    void partsThatTouchOrOverlapAreOne() {
        WorkCalendar calendar =
                on(List.of(new Hours(600, 720), new Hours(540, 600), new Hours(700, 780), new Hours(900, 960)));

        assertThat(calendar.week().getFirst()).containsExactly(new Hours(540, 780), new Hours(900, 960));
        assertThat(calendar.day()).isEqualTo(Duration.ofHours(5));
    }

    @Test
    void anOrdinaryDayIsTheMeanOfTheDaysWithWork() {
        assertThat(ORDINARY.day()).isEqualTo(Duration.ofHours(8));
        assertThat(new WorkCalendar(LONDON, java.util.Collections.nCopies(7, List.of()), Set.of()).day())
                .isEqualTo(Duration.ofDays(1));
    }

    @Test
    void aHolidayHasNoWork() {
        LocalDate monday = LocalDate.parse("2026-01-19");
        WorkCalendar calendar = on(List.of(new Hours(540, 1020)), monday);

        assertThat(calendar.works(monday)).isFalse();
        assertThat(calendar.works(monday.plusDays(7))).isTrue();
        assertThat(calendar.works(monday.plusDays(1))).isFalse();
        assertThat(calendar.begin(FRIDAY_HALF_PAST_FOUR)).isEqualTo(Instant.parse("2026-01-26T09:00:00Z"));
        assertThat(calendar.working(Instant.parse("2026-01-19T12:00:00Z"))).isFalse();
        assertThat(calendar.working(Instant.parse("2026-01-26T12:00:00Z"))).isTrue();
    }

    @Test
    void theWallClockDecidesWhichDayItIs() {
        WorkCalendar tokyo = new WorkCalendar(ZoneId.of("Asia/Tokyo"), WorkCalendar.ORDINARY, Set.of());

        assertThat(tokyo.day(Instant.parse("2026-01-18T16:00:00Z"))).isEqualTo(LocalDate.parse("2026-01-19"));
        assertThat(tokyo.working(Instant.parse("2026-01-19T00:30:00Z"))).isTrue();
        assertThat(tokyo.working(Instant.parse("2026-01-19T09:00:00Z"))).isFalse();
    }

    @Test
    void inWorkingTimeItBeginsAtOnce() {
        assertThat(ORDINARY.begin(FRIDAY_HALF_PAST_FOUR)).isEqualTo(FRIDAY_HALF_PAST_FOUR);
        assertThat(ORDINARY.begin(Instant.parse("2026-01-16T17:00:00Z")))
                .isEqualTo(Instant.parse("2026-01-19T09:00:00Z"));
    }
}
