package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations are read and written in few words. */
class DurationsTest {
    @ParameterizedTest
    @CsvSource({"90s,PT1M30S", "30m,PT30M", "2 h,PT2H", "7d,PT168H", "2w,PT336H", "-1d,PT-24H", "' 5m ',PT5M"})
    void aDurationIsANumberAndAUnit(String written, Duration span) {
        assertThat(Durations.parse(written)).isEqualTo(span);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "d", "7 days", "1.5h", "7D", "1234567d", "2wd", "1d 2h"})
    void whatHasNoUnitOrTooMuchIsNone(String written) {
        assertThat(Durations.parse(written)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"PT336H,14 d", "PT36H,36 h", "PT90M,90 m", "PT90S,90 s", "PT0.5S,0 d"})
    void aDurationIsPrintedInTheGreatestUnitThatIsExact(Duration span, String printed) {
        assertThat(Durations.print(span)).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,0 min",
        "PT59S,0 min",
        "PT59M59S,59 min",
        "PT1H,1 h",
        "PT2H10M,2 h 10 min",
        "PT3H10M,3 h",
        "PT23H59M,23 h",
        "PT24H,1 d",
        "PT51H,2 d 3 h",
        "PT75H,3 d",
        "PT2400H,100 d",
    })
    void aReaderSeesTwoUnitsAtMost(Duration span, String shown) {
        assertThat(Durations.lasting(span)).isEqualTo(shown);
    }
}
