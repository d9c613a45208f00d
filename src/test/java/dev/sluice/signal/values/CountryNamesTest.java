package dev.sluice.signal.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.signal.values.CountryNames.AmbiguousCountry;
import dev.sluice.signal.values.CountryNames.KnownCountry;
import dev.sluice.signal.values.CountryNames.UnknownCountry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write for a country is its code, and what could be several or none is not guessed. */
class CountryNamesTest {
    /** Written alike for two countries, in one language or across languages. */
    private static final Set<String> TWO = Set.of("CD", "CG", "RU", "KP", "KR", "MF", "SX");

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "pt", "it", "nl", "pl"})
    void everyCountryIsKnownByTheNameThatTheJdkHasForIt(String language) {
        List<String> wrong = new ArrayList<>();
        for (String code : Locale.getISOCountries()) {
            String name = Locale.of("", code).getDisplayCountry(Locale.of(language));
            for (String written : List.of(name, name.toUpperCase(Locale.ROOT), "  " + name + " ")) {
                if (!TWO.contains(code) && !code.equals(CountryNames.code(written))) {
                    wrong.add(code + " " + written + " " + CountryNames.find(written));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyIsoCodeIsKnown() {
        for (String code : Locale.getISOCountries()) {
            assertThat(CountryNames.codeOrName(code.toLowerCase(Locale.ROOT))).isEqualTo(code);
            String three = Locale.of("", code).getISO3Country();
            assertThat(CountryNames.find(three)).as(three).isEqualTo(new KnownCountry(code));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UK, GB",
        "U.K., GB",
        "uk, GB",
        "England, GB",
        "Scotland, GB",
        "Northern Ireland, GB",
        "Great Britain, GB",
        "Reino Unido, GB",
        "USA, US",
        "U.S., US",
        "U.S.A., US",
        "the United States, US",
        "AMERICA, US",
        "Estados Unidos, US",
        "Deutschland, DE",
        "Allemagne, DE",
        "osterreich, AT",
        "Österreich, AT",
        "Schweiz, CH",
        "Suisse, CH",
        "Holland, NL",
        "The Netherlands, NL",
        "Sverige, SE",
        "Россия, RU",
        "日本, JP",
        "Ελλάδα, GR",
        "Czech Republic, CZ",
        "Czechia, CZ",
        "Côte d’Ivoire, CI",
        "Cote d'Ivoire, CI",
        "Ivory Coast, CI",
        "Turkey, TR",
        "Türkiye, TR",
        "South Korea, KR",
        "UAE, AE",
        "Éire, IE",
        "Brasil, BR",
        "España, ES",
        "ESPANA, ES"
    })
    void aliasesAndLocalNames(String written, String code) {
        assertThat(CountryNames.code(written)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"RU, GB;RU", "ru, GB;RU", "Congo, CD;CG", "Kongo, CD;CG", "Korea, KP;KR"})
    void whatCouldBeSeveralIsNotGuessed(String written, String codes) {
        assertThat(CountryNames.find(written)).isEqualTo(new AmbiguousCountry(List.of(codes.split(";"))));
        assertThat(CountryNames.code(written)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "EU", "Europe", "XX", "n/a", "Narnia", "London", "-", "🇬🇧🇬🇧"})
    void whatIsNoCountryIsUnknown(String written) {
        assertThat(CountryNames.find(written)).isEqualTo(new UnknownCountry());
    }

    @Test
    void aCodeIsMeantWhereCodesAreOffered() {
        assertThat(CountryNames.codeOrName("RU")).isEqualTo("RU");
        assertThat(CountryNames.codeOrName("Germany")).isEqualTo("DE");
        assertThat(CountryNames.codeOrName("Atlantis")).isNull();
    }
}
