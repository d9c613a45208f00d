package dev.sluice.standing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.platform.web.DisplayFormat;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures as screens write them. */
class DisplayFormatTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0       | 0
            999     | 999
            1000    | 1,000
            1234567 | 1,234,567
            -1000   | −1,000
            """)
    void thousandsAreSeparated(long number, String written) {
        assertThat(DisplayFormat.count(number)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1    | lead   | 1 lead
            0    | lead   | 0 leads
            2000 | lead   | 2,000 leads
            1    | person | 1 person
            3    | person | 3 people
            """)
    void aNounIsInItsPluralExceptForOne(long number, String noun, String written) {
        assertThat(DisplayFormat.count(number, noun)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({
        "mql, MQL",
        "sql, SQL",
        "opportunity, Opportunity",
        "free_trial, Free trial",
        "re-engage, Re engage",
        "'', ''"
    })
    void aStageIsAWord(String id, String word) {
        assertThat(DisplayFormat.stage(id)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({"1, 8, 12.5 %", "0, 8, 0.0 %", "8, 8, 100.0 %", "4, 6, 66.7 %", "2, 3, 2 of 3", "0, 0, –"})
    void aShareHasOneDecimalAndOfNoOneADash(long part, long whole, String written) {
        assertThat(DisplayFormat.percent(part, whole)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 min",
        "PT59S, 0 min",
        "PT4M, 4 min",
        "PT59M, 59 min",
        "PT1H, 1 h",
        "PT1H30M, 1 h 30 min",
        "PT23H59M, 23 h 59 min",
        "PT24H, 1 d",
        "PT51H, 2 d 3 h",
        "PT167H59M, 6 d 23 h",
        "P7D, 7 d",
        "PT185H, 7 d",
        "P400D, 400 d"
    })
    void aSpanIsWrittenInWordsThatPeopleUse(Duration span, String written) {
        assertThat(DisplayFormat.span(span)).isEqualTo(written);
    }

    @Test
    void aSpanBelowZeroIsNone() {
        assertThat(DisplayFormat.span(Duration.ofHours(-5))).isEqualTo("0 min");
    }
}
