package dev.sluice.workhours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.handoff.routing.WorkingHoursForm;
import dev.sluice.platform.BadInput;
import dev.sluice.workhours.Availability.Absence;
import dev.sluice.workhours.Availability.Terms;
import dev.sluice.workhours.WorkCalendar.Hours;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user's hours as a form sends them, and a week in words. */
class WorkingHoursFormTest {
    private static final List<Hours> NINE_TO_FIVE = List.of(new Hours(540, 1020));

    /** Monday nine to five, changed by pairs of field and value. */
    private static WorkingHoursForm sent(String... changes) {
        Map<String, String> fields = new HashMap<>(Map.of("from1", "09:00", "to1", "17:00"));
        for (int i = 0; i < changes.length; i += 2) {
            fields.put(changes[i], changes[i + 1]);
        }
        return WorkingHoursForm.sent(fields);
    }

    private static List<String> faults(WorkingHoursForm form) {
        return catchThrowableOfType(BadInput.class, form::read).faults().stream()
                .map(BadInput.FieldError::field)
                .toList();
    }

    @Test
    void daysLeftEmptyAreDaysOff() {
        Terms terms = sent().read();

        assertThat(terms.week())
                .containsExactly(NINE_TO_FIVE, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        assertThat(terms.zone()).isNull();
        assertThat(terms.capacity()).isNull();
        assertThat(terms.weight()).isEqualTo(1);
    }

    @Test
    void zoneLimitAndShareAreRead() {
        Terms terms =
                sent("zone", " Europe/London ", "capacity", "40", "weight", "3").read();

        assertThat(terms).isEqualTo(new Terms(ZoneId.of("Europe/London"), terms.week(), 40, 3));
    }

    @Test
    void midnightEndsADayAndBeginsOne() {
        Terms terms = sent("from2", "00:00", "to2", "00:00", "from3", "22:30", "to3", "00:00")
                .read();

        assertThat(terms.week()).isNotNull();
        assertThat(terms.week().get(1)).containsExactly(new Hours(0, 1440));
        assertThat(terms.week().get(2)).containsExactly(new Hours(1350, 1440));
    }

    @ParameterizedTest
    @CsvSource({
        "from1, '', from1",
        "to1, '', to1",
        "to1, late, to1",
        "from1, 25:00, from1",
        "to1, 09:00, to1",
        "to1, 08:00, to1",
        "zone, Mars/Olympus, zone",
        "capacity, -1, capacity",
        "capacity, 10001, capacity",
        "capacity, many, capacity",
        "weight, 0, weight",
        "weight, 101, weight",
        "weight, '', weight"
    })
    void whatCannotBeIsRefusedWithItsField(String field, String value, String refused) {
        assertThat(faults(sent(field, value))).containsExactly(refused);
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        assertThat(faults(sent("from1", "x", "from5", "12:00", "to5", "11:00", "zone", "x", "weight", "x")))
                .containsExactly("from1", "to5", "zone", "weight");
    }

    @Test
    void aWeekWithoutAnyHoursIsNoWeek() {
        assertThat(faults(sent("from1", "", "to1", ""))).containsExactly("from1");
    }

    @Test
    void whatIsShownIsWhatWasSent() {
        WorkingHoursForm form =
                sent("zone", "Europe/London", "to1", "00:00", "from7", "10:15", "to7", "11:45", "capacity", "0");

        assertThat(WorkingHoursForm.of(form.read())).isEqualTo(form);
    }

    @Test
    void withoutAnythingSetTheOrdinaryWeekIsShown() {
        WorkingHoursForm form = WorkingHoursForm.of(Terms.ORDINARY);

        assertThat(form.from()).containsExactly("09:00", "09:00", "09:00", "09:00", "09:00", "", "");
        assertThat(form.to()).startsWith("17:00");
        assertThat(form.capacity()).isEmpty();
        assertThat(form.weight()).isEqualTo("1");
    }

    @Test
    void anAbsenceHoldsItsFirstAndItsLastDay() {
        Absence absence =
                new Absence(1, 2, LocalDate.parse("2026-07-01"), LocalDate.parse("2026-07-03"), null, "Holiday");

        assertThat(absence.contains(LocalDate.parse("2026-06-30"))).isFalse();
        assertThat(absence.contains(LocalDate.parse("2026-07-01"))).isTrue();
        assertThat(absence.contains(LocalDate.parse("2026-07-03"))).isTrue();
        assertThat(absence.contains(LocalDate.parse("2026-07-04"))).isFalse();
    }

    @Test
    void daysOfTheSameHoursStandTogether() {
        List<Hours> none = List.of();
        List<Hours> split = List.of(new Hours(480, 720), new Hours(780, 1440));

        assertThat(WeekText.words(WorkCalendar.ORDINARY)).isEqualTo("Mon to Fri 09:00–17:00");
        assertThat(WeekText.words(List.of(NINE_TO_FIVE, none, NINE_TO_FIVE, none, none, split, none)))
                .isEqualTo("Mon 09:00–17:00, Wed 09:00–17:00, Sat 08:00–12:00 and 13:00–24:00");
        assertThat(WeekText.words(List.of(none, none, none, none, none, none, none)))
                .isEqualTo("always");
        assertThat(WeekText.words(List.of(split, split, split, split, split, split, split)))
                .isEqualTo("Mon to Sun 08:00–12:00 and 13:00–24:00");
    }

    @ParameterizedTest
    @CsvSource({"0, 00:00", "5, 00:05", "605, 10:05", "1439, 23:59", "1440, 24:00"})
    void aMinuteOfTheDayIsShownAsAClockDoes(int minute, String clock) {
        assertThat(WeekText.clock(minute)).isEqualTo(clock);
    }

    @ParameterizedTest
    @CsvSource({"0, Monday", "6, Sunday"})
    void aWeekBeginsOnMonday(int day, String name) {
        assertThat(WeekText.name(day)).isEqualTo(name);
    }
}
