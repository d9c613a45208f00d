package dev.sluice.platform.zone;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneOffsetTransitionRule.TimeDefinition;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last line of a TZif file, which says what holds after its last transition: {@code CET-1CEST,M3.5.0,M10.5.0/3}. The form
 * is that of POSIX.1-2024, 8.3 "TZ", with the hours from -167 to 167 of RFC 9636.
 */
final class PosixRule {
    private static final String NAME = "(?:<[^>]+>|[A-Za-z]+)";
    private static final String TIME = "([+-]?\\d{1,3}(?::\\d\\d){0,2})";
    private static final String DAY = "M(\\d{1,2})\\.(\\d)\\.(\\d)(?:/" + TIME + ")?";
    private static final Pattern LINE =
            Pattern.compile(NAME + TIME + "(?:" + NAME + TIME + "?," + DAY + "," + DAY + ")?");
    private static final int HOUR = 3600;
    private static final int DAY_SECONDS = 24 * HOUR;

    private PosixRule() {}

    /** The two rules of each year in their order, none for a zone that has no summer time. Throws IllegalArgumentException for another form. */
    static List<ZoneOffsetTransitionRule> rules(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no rule of a time zone: " + line);
        }
        if (parts.group(3) == null) {
            return List.of();
        }
        int standard = -seconds(parts.group(1));
        int summer = parts.group(2) == null ? standard + HOUR : -seconds(parts.group(2));
        ZoneOffsetTransitionRule begin = rule(parts, 3, standard, summer, Math.min(standard, summer));
        ZoneOffsetTransitionRule end = rule(parts, 7, summer, standard, Math.min(standard, summer));
        return begin.getMonth().compareTo(end.getMonth()) < 0 ? List.of(begin, end) : List.of(end, begin);
    }

    private static ZoneOffsetTransitionRule rule(Matcher parts, int group, int before, int after, int standard) {
        Month month = Month.of(Integer.parseInt(parts.group(group)));
        int week = Integer.parseInt(parts.group(group + 1));
        DayOfWeek day = DayOfWeek.of((Integer.parseInt(parts.group(group + 2)) + 6) % 7 + 1);
        String time = parts.group(group + 3);
        int seconds = time == null ? 2 * HOUR : seconds(time);
        boolean midnight = seconds == DAY_SECONDS;
        int days = midnight ? 0 : Math.floorDiv(seconds, DAY_SECONDS);
        return ZoneOffsetTransitionRule.of(
                month,
                dayOfMonth(month, week, days),
                day.plus(days),
                midnight ? LocalTime.MIDNIGHT : LocalTime.ofSecondOfDay(Math.floorMod(seconds, DAY_SECONDS)),
                midnight,
                TimeDefinition.WALL,
                ZoneOffset.ofTotalSeconds(standard),
                ZoneOffset.ofTotalSeconds(before),
                ZoneOffset.ofTotalSeconds(after));
    }

    /** The first day of the month that the change can fall on; the last one, from the end of the month, when negative. */
    private static int dayOfMonth(Month month, int week, int days) {
        if (week < 5) {
            return 1 + 7 * (week - 1) + days;
        }
        return days <= 0 ? -1 + days : month.minLength() - 6 + days;
    }

    private static int seconds(String time) {
        boolean negative = time.startsWith("-");
        int seconds = 0;
        int unit = HOUR;
        for (String part : time.replaceFirst("^[+-]", "").split(":")) {
            seconds += Integer.parseInt(part) * unit;
            unit /= 60;
        }
        return negative ? -seconds : seconds;
    }
}
