package dev.sluice.signal;

import dev.sluice.signal.kind.DeclaredTraits;
import dev.sluice.signal.kind.Trust;
import dev.sluice.signal.values.CountryNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The traits of a signal as the log keeps them, whichever way they came: under the names of today, and the country as a
 * code. A country that is not understood is kept as it was written, in a trait that no condition on the country reads.
 */
final class SettledTraits {
    private static final String COUNTRY = "country";
    private static final String AS_WRITTEN = "country_as_written";

    private SettledTraits() {}

    static Map<String, Object> of(NewSignal signal) {
        Map<String, Object> renamed = DeclaredTraits.renamed(signal.traits());
        Object country = renamed.get(COUNTRY);
        if (country == null || isCode(country, signal.caller())) {
            return renamed;
        }
        Map<String, Object> traits = new HashMap<>(renamed);
        traits.remove(COUNTRY);
        String written = text(country).strip();
        String code = code(written, signal.caller());
        if (code != null) {
            traits.put(COUNTRY, code);
        } else if (!written.isEmpty()) {
            traits.put(AS_WRITTEN, written);
        }
        return traits;
    }

    private static boolean isCode(Object country, Trust caller) {
        return country instanceof String text && text.length() == 2 && text.equals(code(text, caller));
    }

    /** A hosted form offers a list of codes; what others write is any text. */
    private static @Nullable String code(String written, Trust caller) {
        return caller == Trust.FORM ? CountryNames.codeOrName(written) : CountryNames.code(written);
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList())
                : value.toString();
    }
}
