package dev.sluice.handoff;

import dev.sluice.workhours.WorkCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Measures time for a response class: in the owner's working hours, or in all hours without an owner.
 * Each calendar is looked up once.
 */
public final class WorkingTime {
    private final IntFunction<WorkCalendar> lookup;
    private final Map<Integer, WorkCalendar> calendars = new HashMap<>();

    public WorkingTime(IntFunction<WorkCalendar> lookup) {
        this.lookup = lookup;
    }

    public Instant after(boolean working, @Nullable Integer owner, Instant from, Duration time) {
        return working && owner != null ? calendar(owner).after(from, time) : from.plus(time);
    }

    public Duration between(boolean working, @Nullable Integer owner, Instant from, Instant to) {
        return working && owner != null ? calendar(owner).between(from, to) : Duration.between(from, to);
    }

    private WorkCalendar calendar(int owner) {
        return calendars.computeIfAbsent(owner, lookup::apply);
    }
}
