package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The days that every report is about. */
class PeriodTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalDate TUESDAY = LocalDate.parse("2026-03-31");
    private static final Instant NOW = Instant.parse("2026-03-31T09:30:00Z");

    private static Period read(String period, String from, String to) {
        Map<String, String> address = new HashMap<>(Map.of("period", period, "from", from, "to", to, "by", "month"));
        return Period.read(address, UTC, NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "30d, 2026-03-02, 30 days",
        "'', 2026-01-01, 90 days",
        "90d, 2026-01-01, 90 days",
        "1d, 2026-03-31, 1 day",
        "12m, 2025-04-01, 12 months",
        "1m, 2026-03-01, 1 month",
        "all, , All time"
    })
    void aNameMeansSoManyDaysOrMonthsAndTodayIsTheLast(String code, String first, String label) {
        Period period = read(code, "", "");
        assertThat(period.firstDay()).isEqualTo(first == null ? null : LocalDate.parse(first));
        assertThat(period.lastDay()).isEqualTo(TUESDAY);
        assertThat(period.to()).isEqualTo(NOW);
        assertThat(period.label()).isEqualTo(label);
    }

    @Test
    void daysAreIncludedAtBothEnds() {
        Period march = read("", "2026-03-01", "2026-03-30");
        assertThat(march.from()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(march.to()).isEqualTo(Instant.parse("2026-03-31T00:00:00Z"));
        assertThat(march.firstDay()).isEqualTo(LocalDate.parse("2026-03-01"));
        assertThat(march.lastDay()).isEqualTo(LocalDate.parse("2026-03-30"));
        assertThat(march.label()).isEqualTo("1 Mar 2026 to 30 Mar 2026");
        assertThat(march.query()).isEqualTo("from=2026-03-01&to=2026-03-30");
    }

    @Test
    void daysAreThoseOfTheWorkspaceAlsoWhereTheClockChanges() {
        Period day = Period.read(Map.of("from", "2026-03-08", "to", "2026-03-08"), NEW_YORK, NOW);
        assertThat(day.from()).isEqualTo(Instant.parse("2026-03-08T05:00:00Z"));
        assertThat(day.to()).isEqualTo(Instant.parse("2026-03-09T04:00:00Z"));
        assertThat(day.lastDay()).isEqualTo(LocalDate.parse("2026-03-08"));
    }

    @Test
    void anInstantIsMeantToTheSecondAndEndsBeforeItself() {
        Period period = read("", "2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z");
        assertThat(period.from()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(period.to()).isEqualTo(Instant.parse("2026-03-02T12:00:00Z"));
    }

    @Test
    void aPeriodHoldsNothingThatHasNotHappened() {
        assertThat(read("", "2026-03-01", "2027-01-01").to()).isEqualTo(NOW);
        assertThat(read("", "", "2026-02-01").start()).isBefore(Instant.parse("1900-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "soon, '', '', period",
        "ALL, '', '', period",
        "0d, '', '', period",
        "-3d, '', '', period",
        "99999d, '', '', period",
        "30d, 2026-01-01, '', period",
        "'', 2026-02-30, '', from",
        "'', 31.3.2026, '', from",
        "'', +99999-01-01, '', from",
        "'', '', +1000000000-12-31T00:00:00Z, to",
        "'', '', 0001-01-01, to",
        "'', 2026-03-02, 2026-03-01, to",
        "'', 2026-04-02, '', to",
        "'', 2026-04-02, 2026-04-03, from"
    })
    void whatCannotBeMeantIsRefusedByName(String period, String from, String to, String field) {
        assertThatThrownBy(() -> read(period, from, to))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults())
                                .extracting(BadInput.FieldError::field)
                                .containsExactly(field));
    }

    @Test
    void asOfTheEndOfADayThatDayIsTheLast() {
        Period period = Period.read(Map.of("period", "30d"), UTC, Instant.parse("2026-07-01T00:00:00Z"));
        assertThat(period.firstDay()).isEqualTo(LocalDate.parse("2026-06-01"));
        assertThat(period.lastDay()).isEqualTo(LocalDate.parse("2026-06-30"));
    }

    @Test
    void anotherPeriodKeepsTheRestOfTheAddress() {
        assertThat(Period.link("/insight", Map.of("source", "a & b", "from", "2026-01-01"), PeriodChoice.ALL))
                .isEqualTo("/insight?source=a+%26+b&period=all")
                .doesNotContain("from=");
    }

    @Test
    void thirtyDaysAreThirtySteps() {
        List<LocalDate> steps = read("30d", "", "").steps(TUESDAY);

        assertThat(steps).hasSize(30).isSorted().doesNotHaveDuplicates();
        assertThat(steps.getLast()).isEqualTo(TUESDAY);
    }

    @Test
    void aQuarterIsDrawnInWeeksThatBeginOnMondays() {
        List<LocalDate> steps = read("90d", "", "").steps(TUESDAY);

        assertThat(steps).extracting(LocalDate::getDayOfWeek).containsOnly(DayOfWeek.MONDAY);
        assertThat(steps.getFirst()).isEqualTo(LocalDate.parse("2025-12-29"));
        assertThat(steps.getLast()).isEqualTo(LocalDate.parse("2026-03-30"));
        assertThat(steps).hasSize(14);
    }

    @Test
    void aYearIsDrawnInTwelveMonthsAndAllTimeFromTheMonthOfTheEarliest() {
        assertThat(read("12m", "", "").steps(TUESDAY))
                .hasSize(12)
                .startsWith(LocalDate.parse("2025-04-01"))
                .endsWith(LocalDate.parse("2026-03-01"));
        assertThat(read("all", "", "").steps(LocalDate.parse("2025-12-24")))
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
        for (PeriodChoice choice : PeriodChoice.values()) {
            Period period = Period.of(choice, UTC, today.atTime(12, 0).toInstant(java.time.ZoneOffset.UTC));
            List<LocalDate> steps = period.steps(today.minusDays(500));
            assertThat(steps).isNotEmpty().isSorted().allMatch(step -> !step.isAfter(today));
            LocalDate first = period.firstDay();
            assertThat(steps.getFirst()).isBeforeOrEqualTo(first == null ? today.minusDays(500) : first);
        }
    }

    @Test
    void eachSaysInWordsWhatOneBarMeans() {
        assertThat(List.of("30d", "90d", "12m", "all"))
                .extracting(code -> read(code, "", "").step())
                .containsExactly("day", "week", "month", "month");
    }
}
