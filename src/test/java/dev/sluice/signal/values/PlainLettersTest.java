package dev.sluice.signal.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spellings that mean one word become one. */
class PlainLettersTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "José, JOSE",
                "Straße, STRASSE",
                "Søren, soren",
                "Łukasz, LUKASZ",
                "Ørsted, orsted",
                "O’Brien, o'brien",
                "O`Brien, O'Brien",
                "O´Brien, O'Brien",
                "Đặng, dang",
                "ΝΊΚΟΣ, νικος",
                "İstanbul, istanbul",
                "ISTANBUL, istanbul",
                "ılgaz, Ilgaz",
                "ЁЛКИН, елкин",
                "Žižek, zizek",
                "ﬁnn, finn",
                "Ｔａｒｏ, taro",
                "Zoë, ZOE"
            })
    void caseAccentsAndApostrophesDoNotMatter(String one, String other) {
        assertThat(PlainLetters.of(one)).isEqualTo(PlainLetters.of(other));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {"U.S.A., usa", "Head -  of/IT, head of it", "|  |, ||", "O'Brien, obrien", "R&D, r d"})
    void wordsArePlainAndApart(String text, String words) {
        assertThat(PlainLetters.words(text)).isEqualTo(words);
    }
}
