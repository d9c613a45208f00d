package dev.sluice.inbox.classification;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads out of an out-of-office text which day is the last one away. */
final class ReturnDateParser {
    private static final int READ = 2_000;
    private static final int NEAR = 42;

    /** Nobody says on which day of the year after next they will be back; such a date is about something else. */
    private static final int DAYS_AHEAD = 400;

    private static final List<Locale> LANGUAGES =
            List.of("en", "de", "fr", "es", "it", "nl", "pl", "pt", "sv", "da", "nb", "fi", "cs").stream()
                    .map(Locale::forLanguageTag)
                    .toList();

    private static final Map<String, Integer> MONTHS = months();
    private static final Map<String, DayOfWeek> DAYS = days();
    private static final String MONTH = alternatives(MONTHS);

    private static final Pattern DATE = Pattern.compile(("(?iU)(?<![\\d.])(?:"
                    + "(?<iy>20\\d\\d)[-/.](?<im>\\d{1,2})[-/.](?<id>\\d{1,2})(?!\\d)"
                    + "|(?:(?<jy>20\\d\\d)年)?(?<jm>\\d{1,2})月(?<jd>\\d{1,2})日"
                    + "|(?<na>\\d{1,2})(?<ns>[./-])(?<nb>\\d{1,2})(?:\\k<ns>(?<ny>20\\d\\d|\\d\\d(?!\\d)))?(?!\\d)"
                    + "|(?<td>\\d{1,2})(?:st|nd|rd|th|er|º|ª|:e|\\.)?(?: of| de| d')? ?(?<tm>%1$s)\\b\\.?(?:,? (?:de )?(?<ty>20\\d\\d))?"
                    + "|(?<um>%1$s)\\.? (?<ud>\\d{1,2})(?:st|nd|rd|th)?\\b(?!:)(?:,? (?<uy>20\\d\\d))?)")
            .formatted(MONTH));

    private static final Pattern WEEKDAY = Pattern.compile("(?iU)\\b(" + alternatives(DAYS) + ")\\b");

    /** The day that follows is the first one back. */
    private static final Pattern BACK =
            Pattern.compile("(?iU)(\\b(back|return\\w*|rejoin\\w*|resume\\w*|wieder|zurück|ab dem|ab|vanaf|"
                    + "rückkehr|retour|reviens|reprise|vuelvo|volveré|regreso|regresaré|vuelta|reincorpor\\w+|rientro|rientrerò|tornerò|"
                    + "ritorno|disponibile dal|terug|weer|wracam|wrócę|powrót|powrotem|powrocie|volto|regresso|retorno|retornarei|"
                    + "volta|tillbaka|åter|tilbake|tilbage|palaan|zpět)\\b)");

    /** The day that follows, or, in languages that say so behind it, stands before, is the last one away. */
    private static final Pattern UNTIL =
            Pattern.compile("(?iU)(\\b(until|till|til|through|thru|to|up to|bis|einschließlich|inkl|"
                    + "jusqu|au|jusque|hasta|al|fino|tot|t/m|tot en met|do|até|a|ao|till och med|t\\.o\\.m|till|tom|frem til|asti|saakka)\\b"
                    + "|[-–—~〜] ?$|から ?$)");

    private static final Pattern UNTIL_BEHIND = Pattern.compile("^ ?(\\([^)]{1,3}\\))?(まで|迄|asti|saakka)");
    private static final Pattern BACK_BEHIND = Pattern.compile("^ ?(\\([^)]{1,3}\\))?(より|から|に).{0,12}(出社|復帰|戻|通常|営業)");

    private ReturnDateParser() {}

    /** The last day away; null where the text names none that is still to come. */
    static @Nullable LocalDate until(String text, LocalDate received) {
        String read = (text.length() > READ ? text.substring(0, READ) : text).replaceAll("[\\s\\u00a0]+", " ");
        TreeSet<LocalDate> last = new TreeSet<>();
        TreeSet<LocalDate> back = new TreeSet<>();
        Matcher dates = DATE.matcher(read);
        int before = 0;
        while (dates.find()) {
            LocalDate day = day(dates, received);
            if (day != null && !day.isBefore(received) && day.isBefore(received.plusDays(DAYS_AHEAD))) {
                String said = read.substring(Math.max(before, dates.start() - NEAR), dates.start());
                sort(said, read.substring(dates.end()), day, last, back);
            }
            before = dates.end();
        }
        if (!back.isEmpty()) {
            return back.getFirst().minusDays(1);
        }
        if (!last.isEmpty()) {
            return last.getLast();
        }
        return byWeekday(read, received);
    }

    private static void sort(
            String before, String behind, LocalDate day, TreeSet<LocalDate> last, TreeSet<LocalDate> back) {
        int until = lastMatch(UNTIL, before);
        int returns = lastMatch(BACK, before);
        if (UNTIL_BEHIND.matcher(behind).find()) {
            last.add(day);
        } else if (BACK_BEHIND.matcher(behind).find()) {
            back.add(day);
        } else if (returns >= 0 && returns >= until - 12 && !isOneWordRange(before)) {
            back.add(day);
        } else if (until >= 0) {
            last.add(day);
        }
    }

    /** "to 12 December" right before the day, as the end of a range, whatever was said further ahead. */
    private static boolean isOneWordRange(String before) {
        return before.matches(
                "(?iU).*\\d\\S{0,3}( \\S{3,12})?( 20\\d\\d)? ?(until|to|bis|au|al|t/m|tot|do|a|ao|till|[-–—~]) ?");
    }

    private static @Nullable LocalDate byWeekday(String text, LocalDate received) {
        Matcher day = WEEKDAY.matcher(text);
        while (day.find()) {
            String before = text.substring(Math.max(0, day.start() - NEAR), day.start());
            DayOfWeek named = DAYS.get(day.group(1).toLowerCase(Locale.ROOT));
            if (named != null && lastMatch(BACK, before) >= 0) {
                return received.with(TemporalAdjusters.next(named)).minusDays(1);
            }
            if (named != null && lastMatch(UNTIL, before) >= 0) {
                return received.with(TemporalAdjusters.nextOrSame(named));
            }
        }
        return null;
    }

    private static int lastMatch(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        int last = -1;
        while (found.find()) {
            last = found.start();
        }
        return last;
    }

    private static @Nullable LocalDate day(Matcher date, LocalDate received) {
        if (date.group("iy") != null) {
            return of(date.group("iy"), date.group("im"), date.group("id"), received);
        }
        if (date.group("jm") != null) {
            return of(date.group("jy"), date.group("jm"), date.group("jd"), received);
        }
        if (date.group("tm") != null) {
            return of(date.group("ty"), month(date.group("tm")), date.group("td"), received);
        }
        if (date.group("um") != null) {
            return of(date.group("uy"), month(date.group("um")), date.group("ud"), received);
        }
        return numbers(date, received);
    }

    /** 07/12 is December in most of the world and July in some; what is still to come is meant, and the later of two. */
    private static @Nullable LocalDate numbers(Matcher date, LocalDate received) {
        @Nullable LocalDate dayFirst = of(date.group("ny"), date.group("nb"), date.group("na"), received);
        if (!date.group("ns").equals("/")) {
            return dayFirst;
        }
        @Nullable LocalDate monthFirst = of(date.group("ny"), date.group("na"), date.group("nb"), received);
        if (dayFirst == null || monthFirst == null) {
            return dayFirst == null ? monthFirst : dayFirst;
        }
        long first = dayFirst.toEpochDay() - received.toEpochDay();
        long second = monthFirst.toEpochDay() - received.toEpochDay();
        if (first < 0 || second < 0) {
            return first < 0 ? monthFirst : dayFirst;
        }
        return first <= second ? dayFirst : monthFirst;
    }

    private static @Nullable LocalDate of(@Nullable String year, String month, String day, LocalDate received) {
        try {
            int y = year == null ? received.getYear() : Integer.parseInt(year) % 100 + 2000;
            LocalDate date = LocalDate.of(y, Integer.parseInt(month), Integer.parseInt(day));
            return year == null && date.isBefore(received.minusDays(60)) ? date.plusYears(1) : date;
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static String month(String name) {
        return Integer.toString(Objects.requireNonNull(MONTHS.get(name.toLowerCase(Locale.ROOT))));
    }

    private static Map<String, Integer> months() {
        Map<String, Integer> names = new HashMap<>();
        for (Locale language : LANGUAGES) {
            for (Month month : Month.values()) {
                for (TextStyle style : List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT)) {
                    put(names, month.getDisplayName(style, language), month.getValue());
                }
            }
        }
        return Map.copyOf(names);
    }

    private static Map<String, DayOfWeek> days() {
        Map<String, DayOfWeek> names = new HashMap<>();
        for (Locale language : LANGUAGES) {
            for (DayOfWeek day : DayOfWeek.values()) {
                put(names, day.getDisplayName(TextStyle.FULL, language), day);
            }
        }
        return Map.copyOf(names);
    }

    private static <T> void put(Map<String, T> names, String name, T value) {
        String plain = name.toLowerCase(Locale.ROOT).replace(".", "").strip();
        if (plain.length() >= 3 && plain.chars().noneMatch(Character::isDigit)) {
            names.putIfAbsent(plain, value);
        }
    }

    private static String alternatives(Map<String, ?> names) {
        List<String> longestFirst = new ArrayList<>(names.keySet());
        longestFirst.sort((a, b) -> b.length() - a.length());
        return longestFirst.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    }
}
