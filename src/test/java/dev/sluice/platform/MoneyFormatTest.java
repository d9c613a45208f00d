package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How amounts are written. */
class MoneyFormatTest {
    @ParameterizedTest
    @CsvSource({"USD, $", "EUR, €", "GBP, £", "SEK, 'SEK '", "JPY, 'JPY '", "'', ''"})
    void aCurrencyIsItsSignOrItsCode(String currency, String sign) {
        assertThat(MoneyFormat.sign(currency)).isEqualTo(sign);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; $0",
                "1; $1",
                "999; $999",
                "1000; $1,000",
                "1234567; $1,234,567",
                "12.5; $12.50",
                "12.50; $12.50",
                "12.00; $12",
                "1E+3; $1,000",
                "0.01; $0.01",
                "-5; −$5",
                "-1234.5; −$1,234.50",
            })
    void anAmountIsWrittenToTheCentOnlyWhereThereAreCents(BigDecimal amount, String text) {
        assertThat(MoneyFormat.text(amount, "USD")).isEqualTo(text);
    }

    @Test
    void anAmountOfACurrencyWithoutASignBearsItsCode() {
        assertThat(MoneyFormat.text(new BigDecimal("1200"), "CHF")).isEqualTo("CHF 1,200");
        assertThat(MoneyFormat.text(new BigDecimal("-1200"), "CHF")).isEqualTo("−CHF 1,200");
        assertThat(MoneyFormat.text(new BigDecimal("1200"), "")).isEqualTo("1,200");
    }

    @Test
    void noAmountIsADash() {
        assertThat(MoneyFormat.text(null, "USD")).isEqualTo("–");
        assertThat(MoneyFormat.about(null, "USD")).isEqualTo("–");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0; €0", "0.4; €0", "0.6; €1", "1499.7; €1,500", "-20.2; −€20", "98765432.1; €98,765,432"})
    void aSumIsWrittenWithoutCents(double amount, String text) {
        assertThat(MoneyFormat.whole(amount, "EUR")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; $0",
                "7.4; $7",
                "999; $999",
                "1234; $1,230",
                "1236; $1,240",
                "12345; $12,300",
                "123456; $123,000",
                "1234567; $1,230,000",
                "9996; $10,000",
                "-1234; −$1,230",
            })
    void anEstimateHasThreeDigitsThatMeanSomething(double amount, String text) {
        assertThat(MoneyFormat.about(amount, "USD")).isEqualTo(text);
    }
}
