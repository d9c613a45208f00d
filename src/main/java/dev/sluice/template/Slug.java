package dev.sluice.template;

import java.util.Locale;
import java.util.regex.Pattern;

/** The names of templates, sequences and steps in URLs and definitions. */
public final class Slug {
    private static final int MAX_LENGTH = 60;
    private static final Pattern GOOD = Pattern.compile("[a-z0-9][a-z0-9_-]{0," + (MAX_LENGTH - 1) + "}");

    private Slug() {}

    public static boolean good(String name) {
        return GOOD.matcher(name).matches();
    }

    /** "A first mail!" becomes "a-first-mail"; empty where the title has no letter or digit of a to z and 0 to 9. */
    public static String of(String title) {
        String name =
                title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return name.substring(0, Math.min(MAX_LENGTH, name.length()));
    }
}
