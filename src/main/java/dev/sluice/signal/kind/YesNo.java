package dev.sluice.signal.kind;

import dev.sluice.signal.values.PlainLetters;
import java.util.Set;

/** Reads yes and no as people write them. */
final class YesNo {
    private static final Set<String> YES = Set.of("yes", "y", "true", "1", "ja", "j", "oui", "si", "sim", "tak");
    private static final Set<String> NO = Set.of("no", "n", "false", "0", "nein", "non", "nee", "nao", "nie");

    private YesNo() {}

    /** True or false, or the text itself where it is neither. */
    static Object of(String text) {
        String word = PlainLetters.words(text);
        return YES.contains(word) ? Boolean.TRUE : NO.contains(word) ? Boolean.FALSE : text;
    }
}
