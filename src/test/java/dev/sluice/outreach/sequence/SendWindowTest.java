package dev.sluice.outreach.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.platform.BadInput;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On which days and at which hours a sequence may write. */
class SendWindowTest {

    private static SendWindow window(String days, String from, String to) {
        return SendWindow.read(days.isEmpty() ? List.of() : Arrays.asList(days.split(" ")), from, to);
    }

    @Test
    void daysAndTimesAreReadAsPeopleWriteThem() {
        assertThat(window("monday Friday", "08:30", " 17:00 "))
                .isEqualTo(new SendWindow(
                        java.util.Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                        LocalTime.of(8, 30),
                        LocalTime.of(17, 0)));
    }

    @ParameterizedTest
    @CsvSource({"07:59, false", "08:00, true", "12:00, true", "17:59, true", "18:00, false", "23:00, false"})
    void theEndIsNotIncluded(LocalTime time, boolean holds) {
        assertThat(SendWindow.USUAL.contains(time)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"19:59, false", "20:00, true", "23:59, true", "00:00, false"})
    void midnightIsTheEndOfTheDay(LocalTime time, boolean holds) {
        assertThat(window("sunday", "20:00", "00:00").contains(time)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            monday tuesday wednesday thursday friday                 | Monday to Friday, 09:00 to 17:30
            monday tuesday wednesday thursday friday saturday sunday | Every day, 09:00 to 17:30
            thursday tuesday                                         | Tuesday, Thursday, 09:00 to 17:30
            """)
    void aWindowIsDescribedInWords(String days, String words) {
        assertThat(window(days, "09:00", "17:30").text()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''      | 08:00 | 18:00 | days | Choose at least one day on which mail may go.
            someday | 08:00 | 18:00 | days | Name days as monday, tuesday and so on.
            monday  | eight | 18:00 | from | Write the time from which mail may go, such as 08:30.
            monday  | 08:00 | 25:00 | to   | Write the time to which mail may go, such as 08:30.
            monday  | 08:00 | 08:00 | to   | The window must end after it begins.
            monday  | 18:00 | 08:00 | to   | The window must end after it begins.
            """)
    void aWindowThatCannotBeIsRefusedWithItsField(String days, String from, String to, String field, String sentence) {
        assertThatThrownBy(() -> window(days, from, to))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        refused ->
                                assertThat(refused.faults()).containsExactly(new BadInput.FieldError(field, sentence)));
    }
}
