package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instants as numbers, and the zones to choose from. */
class TimeTest {
    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1970-01-01T00:00:01Z, 1000000",
        "1969-12-31T23:59:59.999999Z, -1",
        "1969-12-31T23:59:59Z, -1000000",
        "2026-01-01T00:00:00.000001Z, 1767225600000001",
        "0001-01-01T00:00:00Z, -62135596800000000",
    })
    void anInstantIsItsMicrosecondsSinceTheEpochOnBothSidesOfIt(Instant instant, long micros) {
        assertThat(Time.micros(instant)).isEqualTo(micros);
        assertThat(Time.instant(micros)).isEqualTo(instant);
    }

    @Test
    void whatIsFinerThanAMicrosecondIsCutOff() {
        assertThat(Time.micros(Instant.parse("2026-01-01T00:00:00.000001999Z"))).isEqualTo(1_767_225_600_000_001L);
    }

    @Test
    void everyNumberComesBack() {
        Random random = new Random(13);
        for (int i = 0; i < 10_000; i++) {
            long micros = random.nextLong() / 2;
            assertThat(Time.micros(Time.instant(micros))).isEqualTo(micros);
        }
    }

    @Test
    void anInstantThatNoNumberHoldsIsRefused() {
        assertThatThrownBy(() -> Time.micros(Instant.MAX)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void theZonesAreInOrderAndHoldTheKnownOnes() {
        assertThat(TimeZones.names())
                .isSorted()
                .doesNotHaveDuplicates()
                .contains("UTC", "Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe");
    }

    @Test
    void zonesThatACalendarBroughtAlongAreNotOffered() {
        assertThat(TimeZones.names()).noneMatch(name -> name.startsWith("ical4j"));
    }

    @Test
    void everyZoneThatIsOfferedIsOne() {
        assertThat(TimeZones.names())
                .allSatisfy(
                        name -> assertThat(java.time.ZoneId.of(name).getId()).isEqualTo(name));
    }
}
