package dev.sluice.handoff.routing;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.BadInput.FieldError;
import dev.sluice.platform.TimeZones;
import dev.sluice.workhours.Availability;
import dev.sluice.workhours.WeekText;
import dev.sluice.workhours.WorkCalendar.Hours;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A user's hours as the page shows and sends them: fields {@code from1} to {@code to7}, Monday first, both empty
 * on a day without work.
 */
public record WorkingHoursForm(String zone, List<String> from, List<String> to, String capacity, String weight) {
    private static final int DAYS = 7;
    private static final int MIDNIGHT = 24 * 60;
    private static final int MAX_LEADS = 10_000;
    private static final int MAX_WEIGHT = 100;

    public static WorkingHoursForm of(Availability.Terms terms) {
        List<List<Hours>> week = terms.weekOrOrdinary();
        return new WorkingHoursForm(
                terms.zone() == null ? "" : terms.zone().getId(),
                week.stream()
                        .map(day -> day.isEmpty()
                                ? ""
                                : WeekText.clock(day.getFirst().from()))
                        .toList(),
                week.stream()
                        .map(day -> day.isEmpty()
                                ? ""
                                : WeekText.clock(day.getLast().to() % MIDNIGHT))
                        .toList(),
                terms.capacity() == null ? "" : terms.capacity().toString(),
                Integer.toString(terms.weight()));
    }

    public static WorkingHoursForm sent(Map<String, String> fields) {
        return new WorkingHoursForm(
                fields.getOrDefault("zone", "").strip(),
                days("from", fields),
                days("to", fields),
                fields.getOrDefault("capacity", "").strip(),
                fields.getOrDefault("weight", "1").strip());
    }

    /**
     * The entered terms.
     *
     * @throws BadInput with all errors at once
     */
    public Availability.Terms read() {
        List<FieldError> errors = new ArrayList<>();
        List<List<Hours>> week =
                IntStream.range(0, DAYS).mapToObj(day -> day(day, errors)).toList();
        if (errors.isEmpty() && week.stream().allMatch(List::isEmpty)) {
            errors.add(new FieldError("from1", "Give hours for at least one day; for time away, add an absence."));
        }
        if (!zone.isEmpty() && !TimeZones.names().contains(zone)) {
            errors.add(new FieldError("zone", "Choose a time zone like Europe/London."));
        }
        Integer limit = capacity.isEmpty()
                ? null
                : number(
                        "capacity",
                        capacity,
                        0,
                        MAX_LEADS,
                        "Leads at once: write a number up to 10,000, or nothing for no limit.",
                        errors);
        Integer share = number("weight", weight, 1, MAX_WEIGHT, "Share: write a number from 1 to 100.", errors);
        if (!errors.isEmpty() || share == null) {
            throw new BadInput(errors);
        }
        return new Availability.Terms(zone.isEmpty() ? null : ZoneId.of(zone), week, limit, share);
    }

    private List<Hours> day(int day, List<FieldError> errors) {
        if (from.get(day).isEmpty() && to.get(day).isEmpty()) {
            return List.of();
        }
        Integer begins = minute(from.get(day));
        Integer ends = minute(to.get(day));
        if (begins == null || ends == null) {
            String field = (begins == null ? "from" : "to") + (day + 1);
            errors.add(new FieldError(field, WeekText.name(day) + ": write both times like 09:00, or neither."));
            return List.of();
        }
        int end = ends == 0 ? MIDNIGHT : ends;
        if (begins >= end) {
            errors.add(new FieldError(
                    "to" + (day + 1), WeekText.name(day) + ": the end must be later than the beginning."));
            return List.of();
        }
        return List.of(new Hours(begins, end));
    }

    private static List<String> days(String name, Map<String, String> fields) {
        return IntStream.rangeClosed(1, DAYS)
                .mapToObj(day -> fields.getOrDefault(name + day, "").strip())
                .toList();
    }

    private static @Nullable Integer minute(String time) {
        try {
            return LocalTime.parse(time).toSecondOfDay() / 60;
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    private static @Nullable Integer number(
            String field, String text, int min, int max, String rule, List<FieldError> errors) {
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // handled like a number out of range
        }
        errors.add(new FieldError(field, rule));
        return null;
    }
}
