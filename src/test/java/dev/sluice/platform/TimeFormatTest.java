package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How instants and durations are written. */
class TimeFormatTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final TimeFormat LONDON = new TimeFormat(NOON, ZoneId.of("Europe/London"));
    private static final TimeFormat TOKYO = new TimeFormat(NOON, ZoneId.of("Asia/Tokyo"));

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 min",
        "PT59S, 0 min",
        "PT60S, 1 min",
        "PT59M59S, 59 min",
        "PT1H, 1 h",
        "PT1H1M, 1 h 1 min",
        "PT2H59M, 2 h 59 min",
        "PT3H59M, 3 h",
        "PT23H59M, 23 h",
        "PT24H, 1 d",
        "PT25H, 1 d 1 h",
        "PT71H, 2 d 23 h",
        "PT72H, 3 d",
        "PT95H, 3 d",
        "P400D, 400 d",
    })
    void aDurationIsWrittenInItsTwoGreatestUnitsWhileTheFirstIsSmall(Duration time, String text) {
        assertThat(TimeFormat.lasting(time)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"29.4, 0 min", "59.5, 1 min", "89, 1 min", "3600.2, 1 h", "7259.6, 2 h 1 min"})
    void secondsAreRoundedBeforeTheyAreWritten(double seconds, String text) {
        assertThat(TimeFormat.lasting(seconds)).isEqualTo(text);
    }

    @Test
    void secondsThatNoneMeasuredAreADash() {
        assertThat(TimeFormat.lasting((Double) null)).isEqualTo("–");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, just now",
        "PT59S, just now",
        "PT1M, 1 min ago",
        "PT2H10M, 2 h 10 min ago",
        "P30D, 30 d ago",
        "P30DT23H, 30 d ago",
    })
    void thePastIsWrittenAsADistance(Duration before, String text) {
        assertThat(LONDON.ago(NOON.minus(before))).isEqualTo(text);
    }

    @Test
    void whatIsLongerAgoThanAMonthIsADate() {
        assertThat(LONDON.ago(NOON.minus(Duration.ofDays(31)))).isEqualTo("7 Feb 2026");
    }

    @Test
    void anInstantInTheFutureIsNoDistanceInThePast() {
        assertThat(LONDON.ago(NOON.plusSeconds(1))).isEqualTo("10 Mar 2026");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, now",
        "PT59S, now",
        "PT-59S, now",
        "PT25M, in 25 min",
        "P2D, in 2 d",
        "PT-1M, 1 min late",
        "P-2D, 2 d late",
    })
    void aDueTimeIsWrittenByWhatIsLeft(Duration from, String text) {
        assertThat(LONDON.left(NOON.plus(from))).isEqualTo(text);
    }

    @Test
    void lateIsWhatIsBeforeNowAndNotNowItself() {
        assertThat(LONDON.late(NOON.minusNanos(1))).isTrue();
        assertThat(LONDON.late(NOON)).isFalse();
        assertThat(LONDON.late(NOON.plusNanos(1))).isFalse();
    }

    @Test
    void aDayIsThatOfTheZone() {
        Instant evening = Instant.parse("2026-03-10T16:30:00Z");
        assertThat(LONDON.day(evening)).isEqualTo(LocalDate.of(2026, 3, 10));
        assertThat(TOKYO.day(evening)).isEqualTo(LocalDate.of(2026, 3, 11));
        assertThat(LONDON.date(evening)).isEqualTo("10 Mar 2026");
        assertThat(TOKYO.date(evening)).isEqualTo("11 Mar 2026");
    }

    @Test
    void theTimeOfDayIsThatOfTheZone() {
        assertThat(LONDON.time(NOON)).isEqualTo("12:00");
        assertThat(TOKYO.time(NOON)).isEqualTo("21:00");
    }

    @Test
    void theExactTimeNamesItsZoneAsItWasThatDay() {
        assertThat(LONDON.exact(NOON)).isEqualTo("10 Mar 2026, 12:00:00 GMT");
        assertThat(LONDON.exact(Instant.parse("2026-07-01T12:00:05Z"))).isEqualTo("1 Jul 2026, 13:00:05 BST");
    }

    @Test
    void todayAndYesterdayAreWordsAndOtherDaysAreWrittenOut() {
        assertThat(LONDON.day(LocalDate.of(2026, 3, 10))).isEqualTo("Today");
        assertThat(LONDON.day(LocalDate.of(2026, 3, 9))).isEqualTo("Yesterday");
        assertThat(LONDON.day(LocalDate.of(2026, 3, 8))).isEqualTo("Sunday, 8 March 2026");
        assertThat(LONDON.day(LocalDate.of(2026, 3, 11))).isEqualTo("Wednesday, 11 March 2026");
    }

    @Test
    void tomorrowFollowsTodayOverTheEndOfAMonthAndAYear() {
        TimeFormat newYearsEve = new TimeFormat(Instant.parse("2026-12-31T23:30:00Z"), ZoneId.of("UTC"));
        assertThat(newYearsEve.today()).isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(newYearsEve.tomorrow()).isEqualTo(LocalDate.of(2027, 1, 1));
        assertThat(newYearsEve.day(LocalDate.of(2026, 12, 30))).isEqualTo("Yesterday");
    }

    @Test
    void anHourThatTheClockSkipsDoesNotChangeADistance() {
        TimeFormat afterTheChange = new TimeFormat(Instant.parse("2026-03-29T03:00:00Z"), ZoneId.of("Europe/London"));
        assertThat(afterTheChange.ago(Instant.parse("2026-03-28T23:00:00Z"))).isEqualTo("4 h ago");
    }
}
