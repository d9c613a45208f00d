package dev.sluice.insight.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stretches of time that the home page looks back over. */
class PeriodTest {
    private static final LocalDate TUESDAY = LocalDate.parse("2026-03-31");

    @ParameterizedTest
    @CsvSource({
        "30d, DAYS_30",
        "90d, DAYS_90",
        "12m, MONTHS_12",
        "all, ALL",
        "'', DAYS_90",
        "7d, DAYS_90",
        "ALL, DAYS_90"
    })
    void anAddressNamesOneAndAnythingElseMeansTheUsualOne(String code, Period period) {
        assertThat(Period.of(code)).isEqualTo(period);
    }

    @ParameterizedTest
    @CsvSource({"DAYS_30, 2026-03-02", "DAYS_90, 2026-01-01", "MONTHS_12, 2025-04-01"})
    void aPeriodHoldsTodayAndBeginsSoManyDaysBefore(Period period, String first) {
        assertThat(period.first(TUESDAY)).isEqualTo(LocalDate.parse(first));
    }

    @Test
    void allTimeHasNoFirstDay() {
        assertThat(Period.ALL.first(TUESDAY)).isNull();
        assertThat(Period.ALL.span(TUESDAY, ZoneId.of("UTC")).from()).isNull();
    }

    @Test
    void aSpanBeginsAtTheMidnightOfTheWorkspace() {
        assertThat(Period.DAYS_30.span(TUESDAY, ZoneId.of("America/New_York")).from())
                .isEqualTo(Instant.parse("2026-03-02T05:00:00Z"));
        assertThat(Period.DAYS_30.span(TUESDAY, ZoneId.of("UTC")).to()).isNull();
    }

    @Test
    void thirtyDaysAreThirtySteps() {
        List<LocalDate> steps = Period.DAYS_30.steps(TUESDAY, TUESDAY);

        assertThat(steps).hasSize(30).isSorted().doesNotHaveDuplicates();
        assertThat(steps.getLast()).isEqualTo(TUESDAY);
    }

    @Test
    void aQuarterIsDrawnInWeeksThatBeginOnMondays() {
        List<LocalDate> steps = Period.DAYS_90.steps(TUESDAY, TUESDAY);

        assertThat(steps).extracting(LocalDate::getDayOfWeek).containsOnly(DayOfWeek.MONDAY);
        assertThat(steps.getFirst()).isEqualTo(LocalDate.parse("2025-12-29"));
        assertThat(steps.getLast()).isEqualTo(LocalDate.parse("2026-03-30"));
        assertThat(steps).hasSize(14);
    }

    @Test
    void aYearIsDrawnInTwelveMonths() {
        assertThat(Period.MONTHS_12.steps(TUESDAY, TUESDAY))
                .hasSize(12)
                .startsWith(LocalDate.parse("2025-04-01"))
                .endsWith(LocalDate.parse("2026-03-01"));
    }

    @Test
    void allTimeIsDrawnFromTheMonthOfTheEarliest() {
        assertThat(Period.ALL.steps(TUESDAY, LocalDate.parse("2025-12-24")))
                .containsExactly(
                        LocalDate.parse("2025-12-01"),
                        LocalDate.parse("2026-01-01"),
                        LocalDate.parse("2026-02-01"),
                        LocalDate.parse("2026-03-01"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-02-29", "2025-12-31", "2026-01-01", "2026-03-30", "2026-10-25"})
    void whateverTheDayEveryStepLiesBeforeItAndTheFirstCoversTheFirstDay(String day) {
        LocalDate today = LocalDate.parse(day);
        for (Period period : Period.values()) {
            List<LocalDate> steps = period.steps(today, today.minusDays(500));
            assertThat(steps).isNotEmpty().isSorted().allMatch(step -> !step.isAfter(today));
            LocalDate first = period.first(today);
            assertThat(steps.getFirst()).isBeforeOrEqualTo(first == null ? today.minusDays(500) : first);
        }
    }

    @Test
    void aDayIsThatOfTheZone() {
        Instant lateInUtc = Instant.parse("2026-03-31T23:30:00Z");

        assertThat(Period.day(lateInUtc, ZoneId.of("UTC"))).isEqualTo(TUESDAY);
        assertThat(Period.day(lateInUtc, ZoneId.of("Asia/Tokyo"))).isEqualTo(TUESDAY.plusDays(1));
    }

    @Test
    void eachSaysInWordsWhatItIsAndWhatOneBarMeans() {
        assertThat(Period.values())
                .extracting(period -> period.label() + " by " + period.step())
                .containsExactly("30 days by day", "90 days by week", "12 months by month", "All time by month");
    }
}
