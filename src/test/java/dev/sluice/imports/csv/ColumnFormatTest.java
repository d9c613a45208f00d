package dev.sluice.imports.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the texts of a column mean, by the way they are written. */
class ColumnFormatTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ISO           | 2026-03-04                    | 2026-03-04T00:00:00Z
            ISO           | 2026/3/4                      | 2026-03-04T00:00:00Z
            ISO           | 2026.03.04                    | 2026-03-04T00:00:00Z
            ISO           | 20260304                      | 2026-03-04T00:00:00Z
            ISO           | 2026-03-04 17:05              | 2026-03-04T17:05:00Z
            ISO           | 2026-03-04T17:05:06Z          | 2026-03-04T17:05:06Z
            ISO           | 2026-03-04T17:05:06.250+02:00 | 2026-03-04T15:05:06.250Z
            ISO           | 2026-03-04 17:05:06 +02       | 2026-03-04T15:05:06Z
            ISO           | 2026-03-04 17:05 Asia/Tokyo   | 2026-03-04T08:05:00Z
            DAY_FIRST     | 04/03/2026                    | 2026-03-04T00:00:00Z
            DAY_FIRST     | 4.3.26                        | 2026-03-04T00:00:00Z
            DAY_FIRST     | 4-3-1999                      | 1999-03-04T00:00:00Z
            DAY_FIRST     | 04/03/75                      | 1975-03-04T00:00:00Z
            DAY_FIRST     | 04.03.2026, 17:05             | 2026-03-04T17:05:00Z
            MONTH_FIRST   | 03/04/2026                    | 2026-03-04T00:00:00Z
            MONTH_FIRST   | 3/4/2026 5:05 PM              | 2026-03-04T17:05:00Z
            MONTH_FIRST   | 3/4/2026 12:05:30 am          | 2026-03-04T00:05:30Z
            MONTH_FIRST   | 3/4/2026 12:05pm              | 2026-03-04T12:05:00Z
            MONTH_NAMED   | 4 Mar 2026                    | 2026-03-04T00:00:00Z
            MONTH_NAMED   | March 4th, 2026               | 2026-03-04T00:00:00Z
            MONTH_NAMED   | 4-MAR-26                      | 2026-03-04T00:00:00Z
            MONTH_NAMED   | Mar 4, 2026 at 5:05 PM        | 2026-03-04T17:05:00Z
            MONTH_NAMED   | 4. März 2026                  | 2026-03-04T00:00:00Z
            MONTH_NAMED   | 4 mars 2026                   | 2026-03-04T00:00:00Z
            MONTH_NAMED   | 4 de marzo de 2026            | 2026-03-04T00:00:00Z
            MONTH_NAMED   | 4 de março de 2026            | 2026-03-04T00:00:00Z
            MONTH_NAMED   | 4 marca 2026                  | 2026-03-04T00:00:00Z
            MONTH_NAMED   | 4. března 2026 17:05          | 2026-03-04T17:05:00Z
            MONTH_NAMED   | 4 Mart 2026                   | 2026-03-04T00:00:00Z
            MONTH_NAMED   | 14 août 2026                  | 2026-08-14T00:00:00Z
            MONTH_NAMED   | Wed, 4 Mar 2026 17:05:06 +0000 | 2026-03-04T17:05:06Z
            EPOCH_SECONDS | 1772582400                    | 2026-03-04T00:00:00Z
            EPOCH_MILLIS  | 1772582400250                 | 2026-03-04T00:00:00.250Z
            SPREADSHEET_DAY | 46085                       | 2026-03-04T00:00:00Z
            SPREADSHEET_DAY | 46085.75                    | 2026-03-04T18:00:00Z
            """)
    void aDateIsReadInItsFormat(ColumnFormat format, String written, Instant instant) {
        assertThat(format.instant(written, ZoneOffset.UTC)).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ISO           | 04/03/2026
            ISO           | 2026-03
            ISO           | 2026-03/04
            ISO           | 2026-02-29
            ISO           | 20261301
            ISO           | 2026-03-04 later
            ISO           | 2026-03-04 25:00
            ISO           | 2026-03-04 17
            ISO           | 2026-03-04 17:05 Mars/Olympus
            DAY_FIRST     | 31/04/2026
            DAY_FIRST     | 04/03-2026
            DAY_FIRST     | 04/03/026
            DAY_FIRST     | 03/13/2026
            MONTH_FIRST   | 13/03/2026
            MONTH_NAMED   | 4 Foo 2026
            MONTH_NAMED   | 4 Mar
            MONTH_NAMED   | 31 Feb 2026
            EPOCH_SECONDS | 17725824001234
            EPOCH_SECONDS | -5
            SPREADSHEET_DAY | 123
            SPREADSHEET_DAY | 46085,5
            TEXT          | 2026-03-04
            NUMBER        | 46085
            YES_NO        | yes
            """)
    void anythingElseIsNoDate(ColumnFormat format, String written) {
        assertThat(format.instant(written, ZoneOffset.UTC)).isNull();
    }

    @Test
    void aDateAloneIsTheFirstMomentOfItsDayInTheZone() {
        assertThat(ColumnFormat.ISO.instant("2026-03-04", BERLIN)).isEqualTo(Instant.parse("2026-03-03T23:00:00Z"));
        assertThat(ColumnFormat.ISO.instant("2026-07-04 12:00", BERLIN))
                .isEqualTo(Instant.parse("2026-07-04T10:00:00Z"));
        assertThat(ColumnFormat.ISO.instant("2026-07-04 12:00Z", BERLIN))
                .isEqualTo(Instant.parse("2026-07-04T12:00:00Z"));
        assertThat(ColumnFormat.MONTH_NAMED.instant("4 Jul 2026", BERLIN))
                .isEqualTo(Instant.parse("2026-07-03T22:00:00Z"));
        assertThat(ColumnFormat.EPOCH_SECONDS.instant("0", BERLIN)).isEqualTo(Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource({
        "ISO, uuuu-MM-dd HH:mm:ss",
        "DAY_FIRST, dd.MM.uuuu HH:mm",
        "DAY_FIRST, d/M/uu",
        "MONTH_FIRST, MM/dd/uuuu hh:mm a",
        "MONTH_NAMED, d MMMM uuuu",
        "MONTH_NAMED, 'MMM d, uuuu'"
    })
    void whatAFormatterWritesIsReadAsItWasMeant(ColumnFormat format, String pattern) {
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            LocalDateTime moment = LocalDate.of(2000, 1, 1)
                    .plusDays(random.nextInt(18_000))
                    .atTime(random.nextInt(24), random.nextInt(60));
            LocalDateTime meant =
                    pattern.contains("mm") ? moment : moment.toLocalDate().atStartOfDay();
            assertThat(format.instant(formatter.format(moment), ZoneOffset.UTC))
                    .as(formatter.format(moment))
                    .isEqualTo(meant.toInstant(ZoneOffset.UTC));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NUMBER       | 1,234.56        | 1234.56
            NUMBER       | -12             | -12
            NUMBER       | $ 1,200         | 1200
            NUMBER       | 1'200.5         | 1200.5
            NUMBER       | 45 %            | 45
            NUMBER       | 1 200           | 1200
            NUMBER       | 51-200          | 51
            NUMBER       | 51–200          | 51
            NUMBER       | 500+            | 500
            NUMBER       | 12k             | 12000
            NUMBER       | 1.5 M           | 1500000
            NUMBER       | 2bn EUR         | 2000000000
            NUMBER       | 1200 EUR        | 1200
            NUMBER       | 50 employees    | 50
            NUMBER       | 11 to 50        | 11
            NUMBER_COMMA | 1.234,56        | 1234.56
            NUMBER_COMMA | 1.234.567 €     | 1234567
            NUMBER_COMMA | 0,5             | 0.5
            """)
    void aNumberIsReadWithItsUnitsAndSigns(ColumnFormat format, String written, double number) {
        assertThat(format.number(written)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "-", "EUR", "1.2.3", "12/13", "#5", "x12", "12 apples and pears", "five"})
    void whatIsNoNumberIsNone(String written) {
        assertThat(ColumnFormat.NUMBER.number(written)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "YES", " y ", "1", "x", "Ja", "oui", "sí", "Opted in", "subscribed", "granted"})
    void yesIsWrittenInManyWays(String written) {
        assertThat(ColumnFormat.yes(written)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "No", "n", "0", "nein", "não", "opted out", "Unsubscribed", "withdrawn"})
    void soIsNo(String written) {
        assertThat(ColumnFormat.yes(written)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "maybe", "2", "yes please"})
    void anythingElseIsNeither(String written) {
        assertThat(ColumnFormat.yes(written)).isNull();
    }

    @ParameterizedTest
    @EnumSource(ColumnFormat.class)
    void everyFormatIsFoundByItsCode(ColumnFormat format) {
        assertThat(ColumnFormat.ofCode(format.code())).isEqualTo(format);
        assertThat(format.text()).isNotBlank();
    }

    @Test
    void anUnknownCodeIsNoFormat() {
        assertThat(ColumnFormat.ofCode("dd-mm")).isNull();
        assertThat(ColumnFormat.values())
                .filteredOn(ColumnFormat::isDate)
                .hasSize(7)
                .doesNotContain(ColumnFormat.NUMBER, ColumnFormat.TEXT);
    }
}
