package dev.sluice.deal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.deal.DealFieldParser.Objection;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a signal says of a deal is taken as far as it makes sense. */
class DealFieldParserTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12000            | 12000
            12,000.50        | 12000.50
            ' 7 '            | 7
            10.123           | 10.123
            0.00005          | 0.0001
            1e3              | 1000
            0                | 0
            999,999,999,999.99 | 999999999999.99
            """)
    void anAmountIsReadWithTheDecimalsThatACurrencyMayHave(String written, BigDecimal amount) {
        assertThat(DealFieldParser.amount(written)).isEqualTo(amount);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "a lot", "12 000", "€5", "1000000000000", "1e99", "1e-999999999", "-250", "-0.01", "NaN"})
    void whatIsNoAmountIsNone(String written) {
        assertThat(DealFieldParser.amount(written)).isNull();
    }

    @Test
    void aNumberIsAnAmountToo() {
        assertThat(DealFieldParser.amount(12_000)).isEqualByComparingTo("12000");
        assertThat(DealFieldParser.amount(99.5)).isEqualByComparingTo("99.5");
        assertThat(DealFieldParser.amount(true)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"2026-11-30, 2026-11-30", "2026-11-30T23:59:00Z, 2026-11-30", "' 2028-02-29 ', 2028-02-29"})
    void aDayIsReadFromADateOrAnInstant(String written, LocalDate day) {
        assertThat(DealFieldParser.day(written)).isEqualTo(day);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "2026-11", "30.11.2026", "2027-02-29", "tomorrow at noon"})
    void whatIsNoDayIsNone(String written) {
        assertThat(DealFieldParser.day(written)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, EUR",
        "eur, EUR",
        "' usd ', USD",
        "EURO, ''",
        "XYZ, ''",
        "XXX, ''",
        "XAU, ''",
        "kwd, KWD",
        "E1R, ''",
        "€, ''",
        "'', ''"
    })
    void aCurrencyIsOneOfIso4217(String written, String code) {
        assertThat(DealFieldParser.currency(written)).isEqualTo(code);
    }

    @Test
    void textIsStrippedAndCut() {
        assertThat(DealFieldParser.text(null)).isEmpty();
        assertThat(DealFieldParser.text("  Outage  ")).isEqualTo("Outage");
        assertThat(DealFieldParser.text("x".repeat(501))).hasSize(500);
        assertThat(DealFieldParser.text(42)).isEqualTo("42");
    }

    @Test
    void listsAreOfDifferentTextsAndBounded() {
        assertThat(DealFieldParser.texts(List.of("a", " a ", "", "b"))).containsExactly("a", "b");
        assertThat(DealFieldParser.texts("alone")).containsExactly("alone");
        assertThat(DealFieldParser.texts(null)).isEmpty();
        assertThat(DealFieldParser.texts(Collections.nCopies(3, "same"))).hasSize(1);
        assertThat(DealFieldParser.texts(
                        java.util.stream.IntStream.range(0, 60).boxed().toList()))
                .hasSize(50);
    }

    @Test
    void anObjectionComesWithItsAnswerOrWithout() {
        List<Object> told = List.of(
                Map.of("objection", "Too dear", "answer", "Two outages less a year"),
                "Not now",
                Map.of("answer", "?"),
                "");

        assertThat(DealFieldParser.objections(told))
                .containsExactly(new Objection("Too dear", "Two outages less a year"), new Objection("Not now", ""));
        assertThat(DealFieldParser.objections("Too dear")).isEmpty();
        assertThat(DealFieldParser.objections(null)).isEmpty();
    }
}
