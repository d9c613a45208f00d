package dev.sluice.signal.values;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares names of companies without case, accents and legal suffixes: "Alpha GmbH" and "ALPHA" are alike. */
public final class CompanyNames {
    private static final int LONGEST_SUFFIX = 4;
    private static final Set<String> SUFFIXES = BundledLists.of("company-suffixes.txt").stream()
            .map(PlainLetters::words)
            .collect(Collectors.toUnmodifiableSet());

    private CompanyNames() {}

    public static boolean alike(String one, String other) {
        return plain(one).equals(plain(other));
    }

    /** The name in plain words without its legal suffixes; the suffix alone is a name. */
    public static String plain(String name) {
        // "A/S" and "S. A." are one suffix, not two words
        List<String> words = Arrays.asList(
                PlainLetters.words(name.replace("/", "").replace(". ", ".")).split(" "));
        int end = words.size();
        for (int length = Math.min(LONGEST_SUFFIX, end - 1); length > 0; length--) {
            if (end > length && SUFFIXES.contains(String.join(" ", words.subList(end - length, end)))) {
                end -= length;
                length = Math.min(LONGEST_SUFFIX, end - 1) + 1; // "Co. Ltd." is two
            }
        }
        return String.join(" ", words.subList(0, end));
    }
}
