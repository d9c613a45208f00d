package dev.sluice.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayFormatTest {
    @ParameterizedTest
    @ValueSource(longs = {-1, -20, -1_999, -1_234_567})
    void aNegativeFigureHasAMinusSignAndNoHyphen(long number) {
        for (String written : new String[] {
            DisplayFormat.count(number),
            DisplayFormat.decimal(number),
            DisplayFormat.hundredths(number),
            DisplayFormat.points(number),
            DisplayFormat.count(number, "lead")
        }) {
            assertThat(written).startsWith("\u2212").doesNotContain("-");
        }
    }
}
