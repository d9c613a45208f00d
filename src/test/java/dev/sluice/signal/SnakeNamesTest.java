package dev.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.signal.kind.Trust;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of kinds and traits, and ids of signals. */
class SnakeNamesTest {
    @ParameterizedTest
    @CsvSource({
        "Demo Requested, demo_requested",
        "demoRequested, demo_requested",
        "demo-requested, demo_requested",
        "DEMO_REQUESTED, demo_requested",
        "  demo   requested  , demo_requested",
        "demo_requested, demo_requested",
        "URLOpened, urlopened",
        "opened2Times, opened2times",
        "Größe, gr_e",
        "'$%&', unnamed",
        "'', unnamed",
        "_private, private",
        "trailing_, trailing",
    })
    void everySpellingOfANameIsTheSameName(String text, String name) {
        assertThat(SnakeCase.name(text)).isEqualTo(name);
    }

    @Test
    void anyTextBecomesANameAndANameStaysItself() {
        Random random = new Random(23);
        String some = "aZ9_- \u00dc\u0130\uD83D\uDE00.%";
        for (int round = 0; round < 10_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(150); i > 0; i--) {
                text.append(some.charAt(random.nextInt(some.length())));
            }
            String name = SnakeCase.name(text.toString());
            assertThat(SnakeCase.isName(name)).as(name).isTrue();
            assertThat(SnakeCase.name(name)).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "page_viewed", "7", "_", "a_1"})
    void namesAreLowerCaseLettersDigitsAndUnderscores(String name) {
        assertThat(SnakeCase.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a b", "a-b", "ä", "a.b", "a\n"})
    void nothingElseIsAName(String text) {
        assertThat(SnakeCase.isName(text)).isFalse();
    }

    @Test
    void aNameHasAtMostAHundredCharacters() {
        assertThat(SnakeCase.isName("a".repeat(100))).isTrue();
        assertThat(SnakeCase.isName("a".repeat(101))).isFalse();
        assertThat(SnakeCase.name("a".repeat(500)).length()).isBetween(99, 100);
    }

    @Test
    void theSameMessageHasTheSameIdFromTheSameKindOfCaller() {
        assertThat(SignalId.of(Trust.BROWSER, "m-1")).isEqualTo(SignalId.of(Trust.BROWSER, "m-1"));
        assertThat(SignalId.of(Trust.BROWSER, "m-1")).isNotEqualTo(SignalId.of(Trust.BROWSER, "m-2"));
        assertThat(SignalId.of(Trust.BROWSER, "m-1")).isNotEqualTo(SignalId.of(Trust.SERVER, "m-1"));
    }

    @Test
    void aMessageWithoutAnIdIsAlwaysAnother() {
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(SignalId.random(Instant.EPOCH));
        }
        assertThat(ids).hasSize(1_000);
    }

    @Test
    void anIdIsAUuidOfTheEighthVersion() {
        for (UUID id :
                List.of(SignalId.of(Trust.FORM, "m-1"), SignalId.random(Instant.ofEpochMilli(0x0123456789abL)))) {
            assertThat(id.version()).isEqualTo(8);
            assertThat(id.variant()).isEqualTo(2);
        }
    }
}
