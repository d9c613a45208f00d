package dev.sluice.workhours;

import dev.sluice.workhours.WorkCalendar.Hours;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A week's hours in words. */
public final class WeekText {
    private WeekText() {}

    /** As in "Mon to Fri 09:00–17:00, Sat 10:00–14:00". */
    public static String words(List<List<Hours>> week) {
        List<String> words = new ArrayList<>();
        int first = 0;
        while (first < week.size()) {
            int last = first;
            while (last + 1 < week.size() && week.get(last + 1).equals(week.get(first))) {
                last++;
            }
            if (!week.get(first).isEmpty()) {
                String days = first == last ? day(first) : day(first) + " to " + day(last);
                words.add(days + " " + parts(week.get(first)));
            }
            first = last + 1;
        }
        return words.isEmpty() ? "always" : String.join(", ", words);
    }

    /** The minute of a day as a clock shows it; the end of the day is 24:00. */
    public static String clock(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    /** The name of a day of the week, counted from Monday. */
    public static String name(int day) {
        return DayOfWeek.of(day + 1).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String day(int day) {
        return DayOfWeek.of(day + 1).getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    private static String parts(List<Hours> day) {
        return day.stream()
                .map(part -> clock(part.from()) + "–" + clock(part.to()))
                .collect(Collectors.joining(" and "));
    }
}
