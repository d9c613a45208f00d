package dev.sluice.outreach.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.platform.TimeZones;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When the next step is due, on the clock of whoever is written to. */
class SendScheduleTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private static SendSchedule pace(ZoneId zone, LocalDate... off) {
        return new SendSchedule(zone, SendWindow.USUAL, Set.of(off));
    }

    private static Instant local(String text, ZoneId zone) {
        return java.time.LocalDateTime.parse(text).atZone(zone).toInstant();
    }

    @Test
    void workingDaysPassOverWeekendsAndHolidays() {
        SendSchedule pace = pace(LONDON, LocalDate.of(2026, 12, 25), LocalDate.of(2026, 12, 28));

        assertThat(pace.after(local("2026-12-24T10:00", LONDON), new StepDelay(2, StepDelay.DelayUnit.WORKING_DAYS)))
                .isEqualTo(local("2026-12-30T10:00", LONDON));
    }

    @Test
    void mailWaitsForTheWindow() {
        SendSchedule pace = pace(LONDON);

        assertThat(pace.within(local("2026-11-20T12:00", LONDON))).isEqualTo(local("2026-11-20T12:00", LONDON));
        assertThat(pace.within(local("2026-11-20T18:00", LONDON))).isEqualTo(local("2026-11-23T08:00", LONDON));
        assertThat(pace.within(local("2026-11-23T06:30", LONDON))).isEqualTo(local("2026-11-23T08:00", LONDON));
        assertThat(pace.nextDay(local("2026-11-23T06:30", LONDON))).isEqualTo(local("2026-11-24T08:00", LONDON));
    }

    @Test
    void theClockOfTheReaderDecides() {
        Instant noonInLondon = local("2026-11-20T12:00", LONDON);

        assertThat(pace(ZoneId.of("America/Los_Angeles")).within(noonInLondon))
                .isEqualTo(local("2026-11-20T08:00", ZoneId.of("America/Los_Angeles")));
        assertThat(pace(ZoneId.of("Asia/Kathmandu")).within(noonInLondon)).isEqualTo(noonInLondon);
    }

    @Test
    void inEveryZoneOverEveryChangeOfTheClocksMailGoesOnlyInTheWindowAndNeverEarlier() {
        Random dice = new Random(11);
        SendWindow night = new SendWindow(EnumSet.allOf(DayOfWeek.class), LocalTime.of(1, 0), LocalTime.of(3, 0));
        for (String id : TimeZones.names()) {
            ZoneId zone = ZoneId.of(id);
            SendSchedule pace = new SendSchedule(zone, night, Set.of());
            Instant at = Instant.parse("2026-01-01T00:00:00Z");
            for (int i = 0; i < 40; i++) {
                at = at.plusSeconds(dice.nextInt(20 * 86_400));
                Instant open = pace.within(at);
                assertThat(open).isAfterOrEqualTo(at).isBefore(at.plusSeconds(2 * 86_400));
                LocalTime local = open.atZone(zone).toLocalTime();
                // where the clocks skip an hour the window's beginning may be one later
                assertThat(local).as(id + " " + open).isBetween(LocalTime.of(1, 0), LocalTime.of(3, 59, 59));
                assertThat(pace.nextDay(at)).isAfter(at);
                assertThat(pace.day(pace.nextDay(at))).isAfter(pace.day(at));
            }
        }
    }
}
