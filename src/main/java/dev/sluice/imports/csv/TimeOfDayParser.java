package dev.sluice.imports.csv;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parses the time of day and the zone behind a date. */
final class TimeOfDayParser {
    private TimeOfDayParser() {}

    /** A day with what follows it: nothing, or a time with or without seconds, half of the day, zone. */
    static @Nullable Instant after(LocalDate day, String value, int from, ZoneId zone) {
        if (from == value.length()) {
            return zone == ZoneOffset.UTC
                    ? Instant.ofEpochSecond(day.toEpochDay() * 86_400)
                    : day.atStartOfDay(zone).toInstant();
        }
        char delimiter = value.charAt(from);
        if (delimiter != ' ' && delimiter != 'T' && delimiter != ',') {
            return null;
        }
        int[] at = {from + 1};
        while (at[0] < value.length() && value.charAt(at[0]) == ' ') {
            at[0]++;
        }
        LocalTime time = time(value, at);
        return time == null
                ? null
                : zoned(LocalDateTime.of(day, time), value.substring(at[0]).strip(), zone);
    }

    private static @Nullable LocalTime time(String value, int[] at) {
        int hour = DateParser.part(value, at, 2);
        if (hour < 0 || !next(value, at, ':')) {
            return null;
        }
        int minute = DateParser.part(value, at, 2);
        int second = next(value, at, ':') ? DateParser.part(value, at, 2) : 0;
        int nanos = 0;
        if (at[0] < value.length() && (value.charAt(at[0]) == '.' || value.charAt(at[0]) == ',')) {
            int begin = ++at[0];
            int fraction = DateParser.part(value, at, 9);
            if (fraction < 0) {
                return null;
            }
            nanos = (int) (fraction * Math.round(Math.pow(10, 9.0 - (at[0] - begin))));
        }
        String half = value.substring(at[0]).strip().toLowerCase(Locale.ROOT);
        if (half.startsWith("am") || half.startsWith("pm")) {
            hour = hour % 12 + (half.startsWith("pm") ? 12 : 0);
            at[0] = value.toLowerCase(Locale.ROOT).indexOf(half.substring(0, 2), at[0]) + 2;
        }
        return minute < 0 || second < 0 ? null : LocalTime.of(hour, minute, second, nanos);
    }

    private static @Nullable Instant zoned(LocalDateTime local, String rest, ZoneId zone) {
        if (rest.isEmpty()) {
            return zone == ZoneOffset.UTC
                    ? local.toInstant(ZoneOffset.UTC)
                    : local.atZone(zone).toInstant();
        }
        return local.atZone(
                        rest.equals("Z")
                                ? ZoneOffset.UTC
                                : ZoneId.of(rest.startsWith("+") && rest.length() == 3 ? rest + ":00" : rest))
                .toInstant();
    }

    private static boolean next(String value, int[] at, char expected) {
        boolean found = at[0] < value.length() && value.charAt(at[0]) == expected;
        at[0] += found ? 1 : 0;
        return found;
    }
}
