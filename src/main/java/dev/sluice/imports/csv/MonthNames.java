package dev.sluice.imports.csv;

import java.text.Normalizer;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of months in the languages of the files that are imported, by the locale data of the machine. */
final class MonthNames {
    private static final List<String> LANGUAGES =
            List.of("en", "de", "fr", "es", "pt", "it", "nl", "pl", "cs", "sk", "tr", "sv", "da", "nb", "hu", "ro");
    private static final List<TextStyle> STYLES =
            List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT, TextStyle.SHORT_STANDALONE);
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]+");
    private static final Map<String, Integer> NUMBERS = read();

    private MonthNames() {}

    /** 1 to 12; 0 where no month is called so, or several are. */
    static int number(String name) {
        return NUMBERS.getOrDefault(key(name), 0);
    }

    private static Map<String, Integer> read() {
        Map<String, Integer> numbers = new HashMap<>();
        Set<String> several = new HashSet<>();
        for (String language : LANGUAGES) {
            for (Month month : Month.values()) {
                for (TextStyle style : STYLES) {
                    String key = key(month.getDisplayName(style, Locale.of(language)));
                    Integer before = key.isEmpty() ? null : numbers.put(key, month.getValue());
                    if (before != null && before != month.getValue()) {
                        several.add(key);
                    }
                }
            }
        }
        several.forEach(numbers::remove);
        numbers.remove("");
        return Map.copyOf(numbers);
    }

    /** Without accents, points and case. */
    private static String key(String name) {
        return NO_LETTER
                .matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
