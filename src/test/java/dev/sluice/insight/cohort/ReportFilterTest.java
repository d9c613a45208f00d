package dev.sluice.insight.cohort;

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

    private static ReportFilter filter(String... parameters) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], parameters[i + 1]);
        }
        return new ReportFilter(Definitions.run(), ZoneId.of("UTC"), MARCH, APRIL, SEEN, false, all);
    }

    @Test
    void anEmptyLensSaysNothing() {
        assertThat(filter().query()).isEmpty();
        assertThat(filter().owner()).isNull();
        assertThat(filter().trait()).isEmpty();
        assertThat(filter().value("source")).isEmpty();
        assertThat(filter().visitorsOnly()).isFalse();
    }

    @Test
    void filtersAreWrittenIntoTheAddress() {
        assertThat(filter("source", "Trade fair & web", "owner", "12").query())
                .isEqualTo("?source=Trade+fair+%26+web&owner=12");
        assertThat(filter("owner", "12").owner()).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({
        "campaign, spring, '?source=web&campaign=spring'",
        "source, fair, '?source=fair'",
        "source, '', ''",
        "source, ' ', ''"
    })
    void oneParameterIsReplacedAndABlankRemovesIt(String name, String value, String query) {
        assertThat(filter("source", "web").with(name, value)).isEqualTo(query);
    }

    @Test
    void aPeriodTakesTheDatesAway() {
        assertThat(filter("from", "2026-03-01", "to", "2026-03-31", "source", "web")
                        .with("period", "30d"))
                .isEqualTo("?source=web&period=30d");
    }

    @Test
    void theStretchBeforeIsAsLongAndSeenAfterAsMuchTime() {
        ReportFilter before = filter("source", "web").before();

        assertThat(before).isNotNull();
        assertThat(before.from()).isEqualTo(Instant.parse("2026-01-29T00:00:00Z"));
        assertThat(before.to()).isEqualTo(MARCH);
        assertThat(before.seen()).isEqualTo(Instant.parse("2026-03-11T12:00:00Z"));
        assertThat(before.asOf()).isTrue();
        assertThat(before.value("source")).isEqualTo("web");
    }

    @Test
    void beforeTheBeginningOfTimeThereIsNothing() {
        assertThat(filter().within(null, APRIL).before()).isNull();
    }

    @Test
    void thePlainLensKeepsThePeriodAndDropsWhatNarrows() {
        ReportFilter plain = filter(
                        "period", "30d", "source", "web", "campaign", "x", "trait", "role", "is", "cfo", "owner", "3")
                .plain();

        assertThat(plain.query()).isEqualTo("?period=30d");
        assertThat(plain.from()).isEqualTo(MARCH);
    }

    @Test
    void oneMoreFilterLeavesTheOriginalAsItWas() {
        ReportFilter filter = filter("source", "web");

        assertThat(filter.filtered("campaign", "spring").query()).isEqualTo("?source=web&campaign=spring");
        assertThat(filter.query()).isEqualTo("?source=web");
        assertThat(filter.ofVisitors().visitorsOnly()).isTrue();
    }

    @Test
    void theLastDayIsTheOneBeforeTheEnd() {
        assertThat(filter().firstDay()).isEqualTo(LocalDate.parse("2026-03-01"));
        assertThat(filter().lastDay()).isEqualTo(LocalDate.parse("2026-03-31"));
        assertThat(filter().within(null, APRIL).firstDay()).isEqualTo(LocalDate.parse("2026-04-01"));
    }
}
