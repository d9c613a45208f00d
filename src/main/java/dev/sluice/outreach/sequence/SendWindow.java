package dev.sluice.outreach.sequence;

import dev.sluice.platform.BadInput;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The days and hours in which a sequence may send, in the time zone of the recipient.
 *
 * @param to the end, not included; midnight is the end of the day
 */
public record SendWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    static final SendWindow USUAL =
            new SendWindow(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(8, 0), LocalTime.of(18, 0));

    public SendWindow {
        days = Set.copyOf(days);
    }

    static SendWindow read(List<String> days, String from, String to) {
        Set<DayOfWeek> chosen = EnumSet.noneOf(DayOfWeek.class);
        for (String day : days) {
            try {
                chosen.add(DayOfWeek.valueOf(day.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException _) {
                throw new BadInput("days", "Name days as monday, tuesday and so on.");
            }
        }
        if (chosen.isEmpty()) {
            throw new BadInput("days", "Choose at least one day on which mail may go.");
        }
        SendWindow window = new SendWindow(chosen, time("from", from), time("to", to));
        if (!window.from.isBefore(window.to) && !window.to.equals(LocalTime.MIDNIGHT)) {
            throw new BadInput("to", "The window must end after it begins.");
        }
        return window;
    }

    private static LocalTime time(String field, String text) {
        try {
            return LocalTime.parse(text.strip());
        } catch (DateTimeParseException _) {
            throw new BadInput(field, "Write the time " + field + " which mail may go, such as 08:30.");
        }
    }

    boolean contains(LocalTime time) {
        return !time.isBefore(from) && (to.equals(LocalTime.MIDNIGHT) || time.isBefore(to));
    }

    public String text() {
        String dayNames = days.size() == 7
                ? "Every day"
                : days.equals(USUAL.days)
                        ? "Monday to Friday"
                        : days.stream().sorted().map(SendWindow::name).collect(Collectors.joining(", "));
        return dayNames + ", " + from + " to " + to;
    }

    private static String name(DayOfWeek day) {
        return day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
