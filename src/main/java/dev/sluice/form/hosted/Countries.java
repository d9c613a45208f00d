package dev.sluice.form.hosted;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The countries a visitor chooses from: ISO 3166 code to English name, in the order of the names. */
final class Countries {
    static final Map<String, String> NAMES = names();

    private Countries() {}

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        Arrays.stream(Locale.getISOCountries())
                .map(code -> Locale.of("", code))
                .sorted(Comparator.comparing(country -> country.getDisplayCountry(Locale.ENGLISH)))
                .forEach(country -> names.put(country.getCountry(), country.getDisplayCountry(Locale.ENGLISH)));
        return Collections.unmodifiableMap(names);
    }
}
