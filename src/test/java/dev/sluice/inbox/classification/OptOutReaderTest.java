package dev.sluice.inbox.classification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.inbox.Corpus;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wish for no more mail is read in ordinary words of seven languages, and never where nobody has one. */
class OptOutReaderTest {
    private record Written(String language, OptOutWish wish, String text) {}

    private static final List<Written> ALL = Corpus.lines("wishes.txt").stream()
            .map(line -> line.split(" ", 3))
            .map(parts -> new Written(
                    parts[0], OptOutWish.valueOf(parts[1].toUpperCase(Locale.ROOT)), parts[2].replace('|', '\n')))
            .toList();

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "it", "nl", "pt"})
    void nineOfTenClearWishesAreReadInEachLanguage(String language) {
        List<Written> clear = of(one -> one.language.equals(language) && one.wish == OptOutWish.CLEAR);
        assertThat(clear).hasSizeGreaterThan(8);
        assertThat(wrong(clear)).hasSizeLessThanOrEqualTo(clear.size() / 10);
    }

    @Test
    void nothingElseIsTakenForAWish() {
        assertThat(wrong(of(one -> one.wish == OptOutWish.NONE))).isEmpty();
    }

    @Test
    void whatIsUnclearIsNeitherDoneNorPassedOver() {
        assertThat(wrong(of(one -> one.wish == OptOutWish.UNCLEAR))).isEmpty();
    }

    @Test
    void noClearWishIsPassedOver() {
        assertThat(of(one -> one.wish == OptOutWish.CLEAR).stream()
                        .filter(one -> OptOutReader.of(one.text, "") == OptOutWish.NONE))
                .isEmpty();
    }

    private static List<Written> of(Predicate<Written> which) {
        return ALL.stream().filter(which).toList();
    }

    private static List<String> wrong(List<Written> all) {
        return all.stream()
                .filter(one -> OptOutReader.of(one.text, "") != one.wish)
                .map(one -> one + " is read as " + OptOutReader.of(one.text, ""))
                .toList();
    }
}
