package dev.sluice.platform.web;

import dev.sluice.statistics.Proportion;
import java.time.Duration;
import java.util.Locale;

/** Figures as screens write them. */
public final class DisplayFormat {
    private DisplayFormat() {}

    /** With thousands separated and a minus sign. */
    public static String count(long number) {
        return minus(String.format(Locale.ROOT, "%,d", number));
    }

    /** With one decimal and a minus sign. */
    public static String decimal(double number) {
        return minus(String.format(Locale.ROOT, "%.1f", number));
    }

    /** With two decimals and a minus sign. */
    public static String hundredths(double number) {
        return minus(String.format(Locale.ROOT, "%.2f", number));
    }

    /** Points that a rule gives or takes: "+10", "\u221220", "0". */
    public static String points(long number) {
        return number > 0 ? "+" + count(number) : count(number);
    }

    private static String minus(String written) {
        return written.replace('-', '\u2212');
    }

    /** With a noun in its singular, a person or one whose plural ends in -s. */
    public static String count(long number, String noun) {
        String plural = noun.equals("person") ? "people" : noun + "s";
        return count(number) + " " + (number == 1 ? noun : plural);
    }

    /** A stage by its id, as a word: "MQL", "Opportunity", "Free trial". */
    public static String stage(String id) {
        if (id.equals("mql") || id.equals("sql")) {
            return id.toUpperCase(Locale.ROOT);
        }
        String words = id.replace('_', ' ').replace('-', ' ');
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** A share with one decimal, as {@link Proportion#text} writes it. */
    public static String percent(long part, long whole) {
        return new Proportion(part, whole).text();
    }

    /** In words people use: "4 min", "2 d 3 h". */
    public static String span(Duration span) {
        long minutes = Math.max(0, span.toMinutes());
        if (minutes < 60) {
            return minutes + " min";
        }
        long hours = minutes / 60;
        if (hours < 24) {
            return minutes % 60 == 0 ? hours + " h" : hours + " h " + minutes % 60 + " min";
        }
        long days = hours / 24;
        return days >= 7 || hours % 24 == 0 ? days + " d" : days + " d " + hours % 24 + " h";
    }
}
