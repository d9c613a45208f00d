package dev.sluice.signal.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.signal.Sources;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When a source counts as having fallen silent. */
class SilentSourceTest {
    private static final Instant NOW = Instant.parse("2026-05-31T12:00:00Z");

    private static SourceSummary line(Sources.Kind kind, int hours, @Nullable Duration first, @Nullable Duration last) {
        return new SourceSummary(
                1,
                kind,
                "x",
                0,
                0,
                0,
                0,
                hours,
                first == null ? null : NOW.minus(first),
                last == null ? null : NOW.minus(last));
    }

    @ParameterizedTest
    @EnumSource(Sources.Kind.class)
    void aSourceThatNeverSpokeIsNotSilent(Sources.Kind kind) {
        assertThat(line(kind, 0, null, null).silent(NOW)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"IMPORT", "HAND"})
    void whatComesWhenSomeoneMakesItIsNeverSilent(Sources.Kind kind) {
        assertThat(line(kind, 20, Duration.ofDays(29), Duration.ofDays(20)).silent(NOW))
                .isFalse();
    }

    @Test
    void noSourceIsSilentWithinADay() {
        assertThat(line(Sources.Kind.SCRIPT, 700, Duration.ofDays(30), Duration.ofHours(23))
                        .silent(NOW))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // one signal an hour for a month: silent after a day
        "696, 30, 25, true",
        // one a day: silent after five days
        "25, 29, 96, false",
        "25, 29, 150, true",
        // one in three days: fifteen days
        "6, 29, 320, false",
    })
    void aSourceIsSilentAfterFiveTimesItsUsualGap(int hours, int firstDays, int quietHours, boolean silent) {
        assertThat(line(Sources.Kind.SCRIPT, hours, Duration.ofDays(firstDays), Duration.ofHours(quietHours))
                        .silent(NOW))
                .isEqualTo(silent);
    }

    @ParameterizedTest
    @CsvSource({"13, false", "14, false", "15, true"})
    void aSourceThatSpokeSeldomIsSilentAfterTwoWeeks(int quietDays, boolean silent) {
        assertThat(line(Sources.Kind.FORM, 4, Duration.ofDays(29), Duration.ofDays(quietDays))
                        .silent(NOW))
                .isEqualTo(silent);
        assertThat(line(Sources.Kind.FORM, 0, null, Duration.ofDays(quietDays)).silent(NOW))
                .isEqualTo(silent);
    }

    @ParameterizedTest
    @EnumSource(Sources.Kind.class)
    void everythingButEntriesByHandCapturesLeads(Sources.Kind kind) {
        assertThat(line(kind, 0, null, null).captures()).isEqualTo(kind != Sources.Kind.HAND);
    }
}
