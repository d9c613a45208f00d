package dev.sluice.workspace;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An action or a page that Ctrl+K offers, contributed as a bean by the module that owns it.
 *
 * @param words other words by which it is found
 * @param note what it is: "Action" or "Report"
 * @param role the smallest role that may open it
 */
public record PaletteCommand(String label, String words, String href, String note, Role role) {
    private static final Pattern SPACE = Pattern.compile("[^\\p{L}\\p{N}]+");

    public static PaletteCommand action(String label, String words, String href, Role role) {
        return new PaletteCommand(label, words, href, "Action", role);
    }

    public static PaletteCommand report(String label, String words, String href) {
        return new PaletteCommand(label, words, href, "Report", Role.MEMBER);
    }

    /** Whether every word of the text begins a word of its label or of its other words. */
    public boolean matches(String text) {
        String[] own = SPACE.split((label + " " + words).toLowerCase(Locale.ROOT));
        return SPACE.splitAsStream(text.toLowerCase(Locale.ROOT))
                .allMatch(part -> Arrays.stream(own).anyMatch(word -> word.startsWith(part)));
    }
}
