package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans of time as definitions write them and as screens print them. */
class SpansTest {

    @ParameterizedTest
    @CsvSource({
        "1s, 1",
        "30m, 1800",
        "4h, 14400",
        "7d, 604800",
        "2w, 1209600",
        "' 7 d ', 604800",
        "0d, 0",
        "-3h, -10800"
    })
    void aNumberAndAUnitIsASpan(String written, long seconds) {
        assertThat(Spans.parse(written)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "d", "7y", "7D", "1.5h", "7d 4h", "seven days", "1234567d", "--7d"})
    void anythingElseIsNone(String written) {
        assertThat(Spans.parse(written)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"86400, 1 d", "1209600, 14 d", "90000, 25 h", "3600, 1 h", "5400, 90 m", "60, 1 m", "61, 61 s", "1, 1 s"
    })
    void aSpanIsPrintedInTheLargestUnitUpToDaysThatFitsExactly(long seconds, String printed) {
        assertThat(Spans.print(Duration.ofSeconds(seconds))).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"45 s", "30 m", "4 h", "7 d", "3660 d"})
    void whatIsPrintedCanBeWritten(String printed) {
        Duration span = Spans.parse(printed);

        assertThat(span).isNotNull();
        assertThat(Spans.print(span)).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource({"1s, 1000000", "1m, 60000000", "3660d, 316224000000000"})
    void theFoldCountsInMicroseconds(String written, long micros) {
        Duration span = Spans.parse(written);

        assertThat(span).isNotNull();
        assertThat(Spans.micros(span)).isEqualTo(micros);
    }
}
