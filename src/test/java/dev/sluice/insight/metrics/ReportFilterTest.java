package dev.sluice.insight.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.insight.Definitions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose figures are meant, as an address says it and as it is changed by a click. */
class ReportFilterTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant SEEN = Instant.parse("2026-04-11T12:00:00Z");

    private static ReportFilter lens(String... said) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < said.length; i += 2) {
            all.put(said[i], said[i + 1]);
        }
        return new ReportFilter(Definitions.run(), ZoneId.of("UTC"), MARCH, APRIL, SEEN, false, all);
    }

    @Test
    void anEmptyLensSaysNothing() {
        assertThat(lens().query()).isEmpty();
        assertThat(lens().owner()).isNull();
        assertThat(lens().trait()).isEmpty();
        assertThat(lens().filter("source")).isEmpty();
        assertThat(lens().visitorsOnly()).isFalse();
    }

    @Test
    void filtersAreWrittenIntoTheAddress() {
        assertThat(lens("source", "Trade fair & web", "owner", "12").query())
                .isEqualTo("?source=Trade+fair+%26+web&owner=12");
        assertThat(lens("owner", "12").owner()).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({
        "campaign, spring, '?source=web&campaign=spring'",
        "source, fair, '?source=fair'",
        "source, '', ''",
        "source, ' ', ''"
    })
    void oneParameterIsReplacedAndABlankRemovesIt(String name, String value, String query) {
        assertThat(lens("source", "web").with(name, value)).isEqualTo(query);
    }

    @Test
    void aPeriodTakesTheDatesAway() {
        assertThat(lens("from", "2026-03-01", "to", "2026-03-31", "source", "web")
                        .with("period", "30d"))
                .isEqualTo("?source=web&period=30d");
    }

    @Test
    void theStretchBeforeIsAsLongAndSeenAfterAsMuchTime() {
        ReportFilter before = lens("source", "web").before();

        assertThat(before).isNotNull();
        assertThat(before.from()).isEqualTo(Instant.parse("2026-01-29T00:00:00Z"));
        assertThat(before.to()).isEqualTo(MARCH);
        assertThat(before.seen()).isEqualTo(Instant.parse("2026-03-11T12:00:00Z"));
        assertThat(before.asOf()).isTrue();
        assertThat(before.filter("source")).isEqualTo("web");
    }

    @Test
    void beforeTheBeginningOfTimeThereIsNothing() {
        assertThat(lens().within(null, APRIL).before()).isNull();
    }

    @Test
    void thePlainLensKeepsThePeriodAndDropsWhatNarrows() {
        ReportFilter plain = lens(
                        "period", "30d", "source", "web", "campaign", "x", "trait", "role", "is", "cfo", "owner", "3")
                .plain();

        assertThat(plain.query()).isEqualTo("?period=30d");
        assertThat(plain.from()).isEqualTo(MARCH);
    }

    @Test
    void oneMoreFilterLeavesTheOriginalAsItWas() {
        ReportFilter lens = lens("source", "web");

        assertThat(lens.filtered("campaign", "spring").query()).isEqualTo("?source=web&campaign=spring");
        assertThat(lens.query()).isEqualTo("?source=web");
        assertThat(lens.ofVisitors().visitorsOnly()).isTrue();
    }

    @Test
    void theLastDayIsTheOneBeforeTheEnd() {
        assertThat(lens().firstDay()).isEqualTo(LocalDate.parse("2026-03-01"));
        assertThat(lens().lastDay()).isEqualTo(LocalDate.parse("2026-03-31"));
        assertThat(lens().within(null, APRIL).firstDay()).isEqualTo(LocalDate.parse("2026-04-01"));
    }
}
