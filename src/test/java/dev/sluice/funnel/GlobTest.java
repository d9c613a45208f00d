package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pattern over subjects: a star matches any characters, and case makes no difference. */
class GlobTest {

    /** The same pattern as a regular expression. */
    private static boolean asRegex(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(c == '*' ? ".*" : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL | Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .matches();
    }

    private static String random(Random random, String letters, int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest + 1); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void matchesWhatTheSameRegularExpressionMatches(long seed) {
        Random random = new Random(seed);
        int matching = 0;
        for (int i = 0; i < 20_000; i++) {
            String pattern = random(random, "abA*/*", 6);
            String text = random(random, "abB/.", 8);
            boolean expected = asRegex(pattern, text);
            matching += expected ? 1 : 0;
            assertThat(Glob.of(pattern).matches(text))
                    .as("%s over %s", pattern, text)
                    .isEqualTo(expected);
        }
        assertThat(matching).isBetween(1_000, 19_000);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "'', a, false",
        "*, '', true",
        "**, anything, true",
        "*.pdf, GUIDE.PDF, true",
        "*.pdf, guide.pdf.exe, false",
        "/blog/*/comments, /blog/2026/outage/comments, true",
        "/blog/*/comments, /blog/comments, false",
        "a.c, abc, false",
        "(x), (X), true",
        "STRASSE*, strasse 5, true",
        "Ä*, ärger, true"
    })
    void everythingButTheStarMatchesItself(String pattern, String text, boolean matches) {
        assertThat(Glob.of(pattern).matches(text)).isEqualTo(matches);
    }

    @Test
    @Timeout(20)
    void aHostilePatternTakesNoLongerThanItsLengthAllows() {
        String pattern = "*a".repeat(100) + "b";
        String text = "a".repeat(20_000);

        assertThat(Glob.of(pattern).matches(text)).isFalse();
    }
}
