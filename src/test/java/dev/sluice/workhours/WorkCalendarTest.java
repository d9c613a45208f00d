package dev.sluice.workhours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.platform.TimeZones;
import dev.sluice.workhours.WorkCalendar.Hours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Working time, against a clock that is looked at every minute. */
class WorkCalendarTest {
    private static final long SEED = 20_261_122;
    private static final int CASES = 3_000;
    private static final Instant EARLIEST = Instant.parse("1975-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2040-01-01T00:00:00Z");

    /** Half hours, quarter hours, changes of half an hour, at midnight, and a day that never was (Apia, 2011). */
    private static final List<String> ODD = List.of(
            "Asia/Kolkata",
            "Asia/Kathmandu",
            "Australia/Lord_Howe",
            "Pacific/Chatham",
            "America/St_Johns",
            "America/Sao_Paulo",
            "Africa/Cairo",
            "Asia/Beirut",
            "Asia/Gaza",
            "Pacific/Apia",
            "Africa/Casablanca",
            "Antarctica/Troll",
            "Europe/London",
            "America/New_York");

    @Test
    void everyAnswerIsThatOfAClockLookedAtEveryMinute() {
        Random random = new Random(SEED);
        List<String> zones = TimeZones.names();
        int aroundAChange = 0;
        for (int number = 0; number < CASES; number++) {
            List<String> from = number % 2 == 0 ? ODD : zones;
            ZoneId zone = ZoneId.of(from.get(random.nextInt(from.size())));
            Instant anywhere = EARLIEST.plus(random.nextInt(65 * 365 * 24), ChronoUnit.HOURS);
            ZoneOffsetTransition change = zone.getRules().nextTransition(anywhere);
            boolean around = change != null && change.getInstant().isBefore(LATEST);
            aroundAChange += around ? 1 : 0;
            Instant begin = (around ? change.getInstant() : anywhere)
                    .truncatedTo(ChronoUnit.MINUTES)
                    .minus(random.nextInt(3 * 24 * 60), ChronoUnit.MINUTES);
            WorkCalendar calendar = new WorkCalendar(zone, week(random), daysOff(random, begin, zone));
            agrees("case " + number + ": " + calendar + " from " + begin, calendar, begin, random);
        }
        assertThat(aroundAChange).as("cases with a change of the offset").isGreaterThan(CASES / 3);
    }

    /** Looks at every minute of a few days, and asks the calendar about moments among them. */
    private static void agrees(String what, WorkCalendar calendar, Instant begin, Random random) {
        int minutes = 60 + random.nextInt(4 * 24 * 60);
        int[] worked = new int[minutes + 1];
        for (int minute = 0; minute < minutes; minute++) {
            boolean works = looksLikeWork(calendar, begin.plus(minute, ChronoUnit.MINUTES));
            worked[minute + 1] = worked[minute] + (works ? 1 : 0);
        }
        for (int question = 0; question < 5; question++) {
            int first = random.nextInt(minutes);
            int last = first + random.nextInt(minutes - first);
            Instant from = begin.plus(first, ChronoUnit.MINUTES);
            Instant to = begin.plus(last, ChronoUnit.MINUTES);
            Duration working = Duration.ofMinutes(worked[last] - worked[first]);
            assertThat(calendar.between(from, to)).as(what).isEqualTo(working);
            assertThat(calendar.working(from)).as(what).isEqualTo(worked[first + 1] > worked[first]);
            int reached = first;
            while (worked[reached] < worked[last]) {
                reached++;
            }
            if (working.isPositive()) {
                assertThat(calendar.after(from, working)).as(what).isEqualTo(begin.plus(reached, ChronoUnit.MINUTES));
            }
        }
    }

    private static boolean looksLikeWork(WorkCalendar calendar, Instant at) {
        ZonedDateTime wall = at.atZone(calendar.zone());
        int minute = wall.getHour() * 60 + wall.getMinute();
        return !calendar.off().contains(wall.toLocalDate())
                && calendar.week().get(wall.getDayOfWeek().ordinal()).stream()
                        .anyMatch(part -> minute >= part.from() && minute < part.to());
    }

    @Test
    void secondsAndPartsOfThemCount() {
        Random random = new Random(SEED);
        for (int number = 0; number < 1_000; number++) {
            ZoneId zone = ZoneId.of(ODD.get(random.nextInt(ODD.size())));
            Instant from = EARLIEST.plusMillis(random.nextLong(65L * 365 * 24 * 3_600_000));
            WorkCalendar calendar = new WorkCalendar(zone, week(random), daysOff(random, from, zone));
            Duration working = Duration.ofMillis(1 + random.nextInt(400 * 3_600_000));
            Instant due = calendar.after(from, working);
            String what = number + ": " + calendar + " from " + from + " after " + working;
            assertThat(calendar.between(from, due)).as(what).isEqualTo(working);
            assertThat(calendar.between(from, due.minusNanos(1))).as(what).isEqualTo(working.minusNanos(1));
        }
    }

    @Test
    void thirtyMinutesFromFridayEveningEndOnMondayMorningAndNotOnAHoliday() {
        WorkCalendar london = ordinary("Europe/London", LocalDate.parse("2026-05-25"));
        assertThat(london.after(Instant.parse("2026-05-15T15:50:00Z"), Duration.ofMinutes(30)))
                .isEqualTo("2026-05-18T08:20:00Z");
        assertThat(london.after(Instant.parse("2026-05-22T15:50:00Z"), Duration.ofMinutes(30)))
                .isEqualTo("2026-05-26T08:20:00Z");
    }

    @Test
    void aNightShiftHasAnHourMoreWhenTheClocksGoBackAndOneLessWhenTheyGoForward() {
        WorkCalendar night = new WorkCalendar(ZoneId.of("Europe/London"), everyDay(new Hours(0, 360)), Set.of());
        assertThat(night.between(Instant.parse("2026-10-24T12:00:00Z"), Instant.parse("2026-10-25T12:00:00Z")))
                .isEqualTo(Duration.ofHours(7));
        assertThat(night.between(Instant.parse("2026-03-28T12:00:00Z"), Instant.parse("2026-03-29T12:00:00Z")))
                .isEqualTo(Duration.ofHours(5));
        WorkCalendar island = new WorkCalendar(ZoneId.of("Australia/Lord_Howe"), everyDay(new Hours(0, 360)), Set.of());
        assertThat(island.between(Instant.parse("2026-04-04T03:00:00Z"), Instant.parse("2026-04-05T03:00:00Z")))
                .isEqualTo(Duration.ofMinutes(390));
    }

    @Test
    void nineInTheMorningIsWhereTheUserIs() {
        assertThat(ordinary("Asia/Kolkata").after(Instant.parse("2026-11-23T00:00:00Z"), Duration.ofMinutes(1)))
                .isEqualTo("2026-11-23T03:31:00Z");
        assertThat(ordinary("Asia/Kolkata").working(Instant.parse("2026-11-23T03:29:59Z")))
                .isFalse();
        assertThat(ordinary("Asia/Kolkata").working(Instant.parse("2026-11-23T03:30:00Z")))
                .isTrue();
        assertThat(ordinary("Asia/Kolkata").working(Instant.parse("2026-11-23T11:30:00Z")))
                .isFalse();
    }

    @Test
    void whoHasNoWorkingTimeAtAllIsTakenToWorkAlways() {
        WorkCalendar none = new WorkCalendar(
                ZoneId.of("UTC"),
                IntStream.range(0, 7).mapToObj(day -> List.<Hours>of()).toList(),
                Set.of());
        Instant from = Instant.parse("2026-11-22T00:00:00Z");
        assertThat(none.after(from, Duration.ofHours(4))).isEqualTo("2026-11-22T04:00:00Z");
        assertThat(none.between(from, from.plusSeconds(9))).isEqualTo(Duration.ofSeconds(9));
        assertThat(none.working(from)).isTrue();
    }

    @Test
    void noTimeToWorkEndsWhereItBeginsAndNoneLiesBetweenAnInstantAndAnEarlierOne() {
        Instant sunday = Instant.parse("2026-11-22T12:00:00Z");
        assertThat(ordinary("UTC").after(sunday, Duration.ZERO)).isEqualTo(sunday);
        assertThat(ordinary("UTC").between(sunday.plusSeconds(86_400), sunday)).isEqualTo(Duration.ZERO);
    }

    private static WorkCalendar ordinary(String zone, LocalDate... off) {
        return new WorkCalendar(ZoneId.of(zone), WorkCalendar.ORDINARY, Set.of(off));
    }

    private static List<List<Hours>> everyDay(Hours hours) {
        return IntStream.range(0, 7).mapToObj(day -> List.of(hours)).toList();
    }

    /** Any week with some work in it: ordinary ones, round the clock, nights, several parts a day that may overlap. */
    private static List<List<Hours>> week(Random random) {
        switch (random.nextInt(5)) {
            case 0:
                return WorkCalendar.ORDINARY;
            case 1:
                return everyDay(new Hours(0, 24 * 60));
            case 2:
                return everyDay(new Hours(random.nextInt(3) * 30, 180 + random.nextInt(240)));
            default:
                List<List<Hours>> week = new ArrayList<>();
                for (int day = 0; day < 7; day++) {
                    List<Hours> parts = new ArrayList<>();
                    for (int part = day == 3 ? 1 : random.nextInt(4); part > 0; part--) {
                        int from = random.nextInt(24 * 60 - 1);
                        parts.add(new Hours(from, from + 1 + random.nextInt(24 * 60 - from)));
                    }
                    week.add(parts);
                }
                return week;
        }
    }

    private static Set<LocalDate> daysOff(Random random, Instant around, ZoneId zone) {
        Set<LocalDate> off = new HashSet<>();
        for (int day = random.nextInt(3); day > 0; day--) {
            off.add(LocalDate.ofInstant(around, zone).plusDays(random.nextInt(9)));
        }
        return off;
    }
}
