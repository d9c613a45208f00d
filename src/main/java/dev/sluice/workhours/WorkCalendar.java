package dev.sluice.workhours;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * When somebody works: the hours of each weekday on the clock on their wall, without the days off. An hour that
 * the wall clock shows twice counts twice, one that it leaves out counts not at all. Whoever has no working time
 * whatever is taken to work always, so that no clock waits for ever.
 *
 * @param week the hours of each day, Monday first
 */
public record WorkCalendar(ZoneId zone, List<List<Hours>> week, Set<LocalDate> off) {
    private static final int DAY = 24 * 60;

    /** Monday to Friday, nine to five. */
    public static final List<List<Hours>> ORDINARY = List.of(
            List.of(new Hours(540, 1020)),
            List.of(new Hours(540, 1020)),
            List.of(new Hours(540, 1020)),
            List.of(new Hours(540, 1020)),
            List.of(new Hours(540, 1020)),
            List.of(),
            List.of());

    /** A part of a day in minutes since its midnight, the end not included. */
    public record Hours(int from, int to) {
        public Hours {
            if (from < 0 || to > DAY || from >= to) {
                throw new IllegalArgumentException("no part of a day: " + from + " to " + to);
            }
        }
    }

    /** Working time without a break. */
    private record WorkingSpan(Instant from, Instant to) {}

    public WorkCalendar {
        if (week.size() != 7) {
            throw new IllegalArgumentException("a week of " + week.size() + " days");
        }
        week = week.stream().map(WorkCalendar::joined).toList();
        off = Set.copyOf(off);
    }

    /** The first instant at which so much working time will have passed since {@code from}. */
    public Instant after(Instant from, Duration working) {
        if (working.isNegative() || working.isZero()) {
            return from;
        }
        if (always()) {
            return from.plus(working);
        }
        Duration left = working;
        WorkingSpan stretch = next(from);
        while (true) {
            Duration length = Duration.between(stretch.from(), stretch.to());
            if (length.compareTo(left) >= 0) {
                return stretch.from().plus(left);
            }
            left = left.minus(length);
            stretch = next(stretch.to());
        }
    }

    /** The working time between two instants; none when the second is not the later one. */
    public Duration between(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return Duration.ZERO;
        }
        if (always()) {
            return Duration.between(from, to);
        }
        Duration sum = Duration.ZERO;
        WorkingSpan stretch = next(from);
        while (stretch.from().isBefore(to)) {
            sum = sum.plus(Duration.between(stretch.from(), earlier(stretch.to(), to)));
            stretch = next(stretch.to());
        }
        return sum;
    }

    public boolean working(Instant at) {
        if (always()) {
            return true;
        }
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        int minute = local.getHour() * 60 + local.getMinute();
        return hours(local.toLocalDate()).stream().anyMatch(part -> part.from() <= minute && minute < part.to());
    }

    /** The first instant of working time from that one on. */
    public Instant begin(Instant from) {
        return always() ? from : next(from).from();
    }

    /** Whether there is any working time on that day. */
    public boolean works(LocalDate day) {
        return always() || !hours(day).isEmpty();
    }

    /** The working time of an ordinary working day: the week's, by the number of its days with any. */
    public Duration day() {
        long days = week.stream().filter(day -> !day.isEmpty()).count();
        long minutes = week.stream()
                .flatMap(List::stream)
                .mapToLong(part -> part.to() - part.from())
                .sum();
        return days == 0 ? Duration.ofDays(1) : Duration.ofMinutes(minutes / days);
    }

    /** The date on the wall at that instant. */
    public LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    private boolean always() {
        return week.stream().allMatch(List::isEmpty);
    }

    private List<Hours> hours(LocalDate day) {
        return off.contains(day) ? List.of() : week.get(day.getDayOfWeek().getValue() - 1);
    }

    /**
     * The first working time from an instant on. It walks from day to day and from one change of the zone's offset
     * to the next: between two changes the wall clock runs evenly, whatever dates it shows before and after.
     */
    private WorkingSpan next(Instant from) {
        Instant at = from;
        while (true) {
            ZoneOffset offset = zone.getRules().getOffset(at);
            ZoneOffsetTransition change = zone.getRules().nextTransition(at);
            LocalDate day = LocalDateTime.ofInstant(at, offset).toLocalDate();
            Instant end = instant(day, DAY, offset);
            if (change != null) {
                end = earlier(end, change.getInstant());
            }
            for (Hours part : hours(day)) {
                Instant begins = later(at, instant(day, part.from(), offset));
                Instant ends = earlier(end, instant(day, part.to(), offset));
                if (begins.isBefore(ends)) {
                    return new WorkingSpan(begins, ends);
                }
            }
            at = end;
        }
    }

    private static Instant instant(LocalDate day, int minute, ZoneOffset offset) {
        return day.atStartOfDay().plusMinutes(minute).toInstant(offset);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /** The parts of a day in their order, those that touch or overlap made one. */
    private static List<Hours> joined(List<Hours> day) {
        List<Hours> joined = new ArrayList<>();
        for (Hours part :
                day.stream().sorted(Comparator.comparingInt(Hours::from)).toList()) {
            if (!joined.isEmpty() && part.from() <= joined.getLast().to()) {
                Hours last = joined.removeLast();
                joined.add(new Hours(last.from(), Math.max(last.to(), part.to())));
            } else {
                joined.add(part);
            }
        }
        return List.copyOf(joined);
    }
}
