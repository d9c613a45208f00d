package dev.sluice.signal.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One reading of numbers for whatever people type and files hold. */
class WrittenNumberTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1,234.56     | 1234.56  | false
            1 234        | 1234     | false
            1'234.5      | 1234.5   | false
            12,34,567    | 1234567  | false
            € 1,200      | 1200     | false
            1200 USD     | 1200     | false
            12k          | 12000    | false
            1.5 M        | 1500000  | false
            9.83E-05     | 0.0000983 | false
            4.47e+11     | 447000000000 | false
            51-200       | 51       | true
            5 – 20       | 5        | true
            500+         | 500      | true
            11 to 50     | 11       | true
            11 bis 50    | 11       | true
            """)
    void aNumberIsReadWithItsMarks(String written, double value, boolean lowerEnd) {
        assertThat(WrittenNumber.of(written, '.')).isEqualTo(new WrittenNumber(value, lowerEnd));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "many", "1.2.3", "12,5", "1,2345", "1.234,56", "12/13", "E5", "1e9999", "#5", "NaN"})
    void whatCannotBeThatNumberIsNone(String written) {
        assertThat(WrittenNumber.of(written, '.')).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "about 50, 50",
        "'1,5', 1.5",
        "1.5, 1.5",
        "'1.234,5', 1234.5",
        "'1,234.5', 1234.5",
        "~ 80, 80",
        "more than 20, 20",
        "over 9, 9",
        "rund 30, 30"
    })
    void whatSomebodyTypedHasEitherDecimalMark(String written, double value) {
        assertThat(WrittenNumber.typed(written))
                .extracting(WrittenNumber::value)
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"1.200, 1200", "'1,200', 1200", "1.5, 1.5", "12, 12", "1.234.567, 1234567", "50-100, 50"})
    void peopleAndThingsAreCountedInThousands(String written, double value) {
        assertThat(WrittenNumber.typedCount(written))
                .extracting(WrittenNumber::value)
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "pl-PL", "cs-CZ", "tr-TR", "de-CH", "hi-IN"})
    void whatALocaleWritesIsReadAsItWasMeant(String tag) {
        DecimalFormat format = (DecimalFormat) java.text.NumberFormat.getNumberInstance(Locale.forLanguageTag(tag));
        char point =
                DecimalFormatSymbols.getInstance(Locale.forLanguageTag(tag)).getDecimalSeparator();
        Random random = new Random(tag.hashCode());
        for (int i = 0; i < 300; i++) {
            double value = Math.round(random.nextDouble() * Math.pow(10, random.nextInt(9))) / 100.0;
            assertThat(WrittenNumber.of(format.format(value), point))
                    .as(format.format(value))
                    .isEqualTo(new WrittenNumber(value, false));
        }
    }
}
