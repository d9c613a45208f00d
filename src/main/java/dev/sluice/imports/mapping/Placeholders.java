package dev.sluice.imports.mapping;

import java.util.Locale;
import java.util.Set;

/** What forms, databases and spreadsheets write where there is no value. */
public final class Placeholders {
    private static final int LONGEST = 16;

    private static final Set<String> ANYWHERE = Set.of(
            "-",
            "--",
            "---",
            "–",
            "—",
            "?",
            "??",
            ".",
            "/",
            "n/a",
            "#n/a",
            "n.a.",
            "#ref!",
            "#value!",
            "#name?",
            "#div/0!",
            "#null!",
            "#num!",
            "(blank)",
            "<null>",
            "[null]",
            "(null)",
            "\\n",
            "(none)",
            "-none-",
            "--none--",
            "(not set)");

    /** Words that can be a family name or an answer, but are no value of any other column. */
    private static final Set<String> WORDS = Set.of(
            "select",
            "select...",
            "select one",
            "please select",
            "-- select --",
            "--select--",
            "- select -",
            "null",
            "nan",
            "none",
            "nil",
            "undefined",
            "k.a.",
            "k. a.",
            "s/o",
            "n.d.",
            "brak",
            "neuvedeno",
            "yok");

    private Placeholders() {}

    /** Whether the text stands for no value in a column of that meaning. */
    public static boolean isOne(ColumnTarget target, String value) {
        if (value.length() > LONGEST) {
            return false;
        }
        String text = value.toLowerCase(Locale.ROOT);
        return switch (target.kind()) {
            case NOTE, IGNORE -> false;
            case TRAIT -> ANYWHERE.contains(text) || (!isName(target.name()) && isWord(target, value, text));
            default -> ANYWHERE.contains(text) || isWord(target, value, text);
        };
    }

    /** NA is Namibia among countries, and North America in columns of one's own. */
    private static boolean isWord(ColumnTarget target, String value, String text) {
        boolean region = target.name().equals("country")
                || (target.kind() == ColumnTarget.Kind.TRAIT && !ColumnTarget.TRAITS.contains(target.name()));
        return WORDS.contains(text) || (value.equals("NA") && !region);
    }

    private static boolean isName(String trait) {
        return trait.equals("name") || trait.equals("last_name") || trait.equals("first_name");
    }
}
