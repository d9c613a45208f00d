package dev.sluice.imports.csv;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses dates, with or without a time, by hand: an import reads millions of them. Null for another form, and a
 * {@link java.time.DateTimeException} for a day that does not exist.
 */
final class DateParser {
    /** The day of the week before a date, and the words between its parts in Romance languages. */
    private static final Pattern BESIDE =
            Pattern.compile("(?i)^\\p{L}+\\.?, +(?=\\d)|(?<=\\p{L}|\\d)\\.? +(de|del|di) +");

    private static final LocalDateTime SPREADSHEET_ZERO = LocalDateTime.of(1899, 12, 30, 0, 0);

    private DateParser() {}

    static @Nullable Instant iso(String value, ZoneId zone) {
        int[] at = {0};
        int year = part(value, at, 4);
        if (year < 1000 || at[0] >= value.length() || "-/.".indexOf(value.charAt(at[0])) < 0) {
            return compact(value, zone);
        }
        char delimiter = value.charAt(at[0]++);
        int month = part(value, at, 2);
        if (month < 0 || at[0] >= value.length() || value.charAt(at[0]++) != delimiter) {
            return null;
        }
        int day = part(value, at, 2);
        return day < 0 ? null : TimeOfDayParser.after(LocalDate.of(year, month, day), value, at[0], zone);
    }

    private static @Nullable Instant compact(String value, ZoneId zone) {
        if (!digits(value, 8) || value.length() != 8) {
            return null;
        }
        int day = Integer.parseInt(value);
        return LocalDate.of(day / 10_000, day / 100 % 100, day % 100)
                .atStartOfDay(zone)
                .toInstant();
    }

    static @Nullable Instant numbered(String value, ZoneId zone, boolean dayFirst) {
        int[] at = {0};
        int first = part(value, at, 2);
        if (first < 0 || at[0] >= value.length() || "/.-".indexOf(value.charAt(at[0])) < 0) {
            return null;
        }
        char delimiter = value.charAt(at[0]++);
        int second = part(value, at, 2);
        if (second < 0 || at[0] >= value.length() || value.charAt(at[0]++) != delimiter) {
            return null;
        }
        int begin = at[0];
        int year = part(value, at, 4);
        if (year < 0 || (at[0] - begin != 2 && at[0] - begin != 4)) {
            return null;
        }
        int full = at[0] - begin == 4 ? year : year < 70 ? 2000 + year : 1900 + year;
        LocalDate day = LocalDate.of(full, dayFirst ? second : first, dayFirst ? first : second);
        return TimeOfDayParser.after(day, value, at[0], zone);
    }

    static @Nullable Instant monthNamed(String value, ZoneId zone) {
        String[] parts = BESIDE.matcher(value).replaceAll(" ").strip().split("[\\s,.\\-/]+", 4);
        if (parts.length < 3) {
            return null;
        }
        boolean monthFirst = Character.isLetter(parts[0].charAt(0));
        int month = MonthNames.number(parts[monthFirst ? 0 : 1]);
        String day = parts[monthFirst ? 1 : 0].replaceFirst("(?<=\\d)(st|nd|rd|th)$", "");
        if (month == 0 || !digits(day, 2) || !digits(parts[2], 4)) {
            return null;
        }
        int year = Integer.parseInt(parts[2]);
        LocalDate date = LocalDate.of(parts[2].length() == 2 ? 2000 + year : year, month, Integer.parseInt(day));
        return parts.length == 3
                ? date.atStartOfDay(zone).toInstant()
                : TimeOfDayParser.after(date, " " + parts[3].replaceFirst("^at ", ""), 0, zone);
    }

    static @Nullable Instant spreadsheetDay(String value, ZoneId zone) {
        if (!value.matches("\\d{4,6}(\\.\\d+)?")) {
            return null;
        }
        double days = Double.parseDouble(value);
        return SPREADSHEET_ZERO
                .plusSeconds(Math.round(days * 86_400))
                .atZone(zone)
                .toInstant();
    }

    /** The digits that follow, at most so many, as a number; -1 when there are none. */
    static int part(String value, int[] at, int limit) {
        int number = 0;
        int begin = at[0];
        while (at[0] < value.length()
                && at[0] - begin < limit
                && value.charAt(at[0]) >= '0'
                && value.charAt(at[0]) <= '9') {
            number = number * 10 + value.charAt(at[0]++) - '0';
        }
        return at[0] == begin ? -1 : number;
    }

    static boolean digits(String value, int limit) {
        return !value.isEmpty() && value.length() <= limit && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
