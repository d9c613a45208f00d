package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts from outside, made fit for every column. */
class StorableTextTest {
    private static final String SMILE = "\uD83D\uDE00";

    @Test
    void ordinaryTextIsTheSameObject() {
        String text = "Jürgen Müller, 東京";
        assertThat(StorableText.text(text)).isSameAs(text);
    }

    @Test
    void aZeroCharacterIsDropped() {
        assertThat(StorableText.text("a\0b")).isEqualTo("ab");
        assertThat(StorableText.text("\0")).isEmpty();
        assertThat(StorableText.text("\0\0a\0")).isEqualTo("a");
    }

    @Test
    void aWholePairStays() {
        assertThat(StorableText.text("a" + SMILE + "b")).isEqualTo("a" + SMILE + "b");
    }

    @Test
    void halfOfAPairBecomesTheReplacementCharacter() {
        assertThat(StorableText.text("a\uD83D")).isEqualTo("a\uFFFD");
        assertThat(StorableText.text("\uDE00b")).isEqualTo("\uFFFDb");
        assertThat(StorableText.text("\uDE00\uD83D")).isEqualTo("\uFFFD\uFFFD");
        assertThat(StorableText.text("\uD83Dx\uDE00")).isEqualTo("\uFFFDx\uFFFD");
    }

    @Test
    void aZeroInsideAPairLeavesTwoHalves() {
        assertThat(StorableText.text("\uD83D\0\uDE00")).isEqualTo("\uFFFD\uFFFD");
    }

    @Test
    void aTextIsCutAtItsLimitAndNotBefore() {
        assertThat(StorableText.clip("abcdef", 6)).isEqualTo("abcdef");
        assertThat(StorableText.clip("abcdef", 5)).isEqualTo("abcde");
        assertThat(StorableText.clip("", 1)).isEmpty();
    }

    @Test
    void noPairIsCutInTwo() {
        assertThat(StorableText.clip("ab" + SMILE, 3)).isEqualTo("ab");
        assertThat(StorableText.clip("ab" + SMILE, 4)).isEqualTo("ab" + SMILE);
        assertThat(StorableText.clip("a" + SMILE + "b", 3)).isEqualTo("a" + SMILE);
    }

    @Test
    void whatIsDroppedDoesNotCountAgainstTheLimit() {
        assertThat(StorableText.clip("a\0\0\0bc", 3)).isEqualTo("abc");
    }

    @Test
    void anyTextBecomesOneThatSurvivesUtf8() {
        Random random = new Random(3);
        char[] some = {0, 'a', ' ', '\uD83D', '\uDE00', '\uFFFD', 'ü', '\uDBFF', '\uDFFF'};
        for (int round = 0; round < 10_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(8); i > 0; i--) {
                text.append(some[random.nextInt(some.length)]);
            }
            String plain = StorableText.text(text.toString());
            byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
            assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(plain);
            assertThat(plain).doesNotContain("\0");
            assertThat(StorableText.text(plain)).isEqualTo(plain);
            assertThat(StorableText.clip(text.toString(), 3).length()).isLessThanOrEqualTo(3);
        }
    }
}
