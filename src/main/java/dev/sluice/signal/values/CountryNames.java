package dev.sluice.signal.values;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the ISO 3166 code of a country by what people write for it: names in many languages, short forms, codes. */
public final class CountryNames {
    /** What a text says about a country. */
    public sealed interface CountryMatch {}

    /** One country, by its two-letter code. */
    public record KnownCountry(String code) implements CountryMatch {}

    /** Several countries are written so ("Congo"; "RU" is Russia's code and short for Reino Unido). */
    public record AmbiguousCountry(List<String> codes) implements CountryMatch {
        /** The countries in words: "Russia or United Kingdom". */
        public String text() {
            return String.join(" or ", codes.stream().map(CountryNames::name).toList());
        }
    }

    /** No country is known to be written so. */
    public record UnknownCountry() implements CountryMatch {}

    private static final Map<String, String> NAMES = new HashMap<>();
    private static final Map<String, TreeSet<String>> CODES = new HashMap<>();

    static {
        for (String line : BundledLists.of("countries.txt")) {
            List<String> fields = List.of(line.split("\t"));
            String code = fields.getFirst();
            NAMES.put(code, fields.get(1));
            fields.forEach(name -> CODES.computeIfAbsent(PlainLetters.words(name), _ -> new TreeSet<>())
                    .add(code));
        }
    }

    private CountryNames() {}

    public static CountryMatch find(String text) {
        String words = PlainLetters.words(text);
        TreeSet<String> codes =
                CODES.get(words.startsWith("the ") && !CODES.containsKey(words) ? words.substring(4) : words);
        if (codes == null) {
            return new UnknownCountry();
        }
        return codes.size() == 1 ? new KnownCountry(codes.first()) : new AmbiguousCountry(new ArrayList<>(codes));
    }

    /** The code where the text names one country and no other; null otherwise. */
    public static @Nullable String code(String text) {
        return find(text) instanceof KnownCountry known ? known.code() : null;
    }

    /** The code where the text is meant to be a code or a name, as in a definition or a list to choose from. */
    public static @Nullable String codeOrName(String text) {
        String code = text.strip().toUpperCase(Locale.ROOT);
        return NAMES.containsKey(code) ? code : code(text);
    }

    /** The English name of a country; the code itself where it is none. */
    public static String name(String code) {
        return NAMES.getOrDefault(code, code);
    }
}
