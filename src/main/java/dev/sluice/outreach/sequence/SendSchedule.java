package dev.sluice.outreach.sequence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * Calculates when the next step is due in the time zone of the recipient. An hour that a clock change skips counts as
 * the one after it, one that comes twice as its first.
 *
 * @param off days without any email
 */
public record SendSchedule(ZoneId zone, SendWindow window, Set<LocalDate> off) {

    /** The instant the delay after {@code from}. */
    public Instant after(Instant from, StepDelay delay) {
        ZonedDateTime local = from.atZone(zone);
        return switch (delay.unit()) {
            case MINUTES -> from.plusSeconds(60L * delay.amount());
            case HOURS -> from.plusSeconds(3_600L * delay.amount());
            case DAYS -> local.plusDays(delay.amount()).toInstant();
            case WORKING_DAYS -> {
                LocalDate day = local.toLocalDate();
                for (int left = delay.amount(); left > 0; left--) {
                    day = open(day.plusDays(1));
                }
                yield LocalDateTime.of(day, local.toLocalTime()).atZone(zone).toInstant();
            }
        };
    }

    /** The instant itself when an email may go then, or the next beginning of the window. */
    public Instant within(Instant at) {
        LocalDateTime local = at.atZone(zone).toLocalDateTime();
        LocalDate day = local.toLocalDate();
        if (isOpen(day) && window.contains(local.toLocalTime())) {
            return at;
        }
        boolean later = isOpen(day) && local.toLocalTime().isBefore(window.from());
        Instant start = opening(later ? day : open(day.plusDays(1)));
        return start.isAfter(at) ? start : at; // in the hour that comes twice its first has passed
    }

    /** The first instant of the window on a later day than this. */
    public Instant nextDay(Instant at) {
        return opening(open(day(at).plusDays(1)));
    }

    public LocalDate day(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    private Instant opening(LocalDate day) {
        LocalTime from = window.from();
        return LocalDateTime.of(day, from).atZone(zone).toInstant();
    }

    private LocalDate open(LocalDate day) {
        LocalDate open = day;
        // a year of holidays without a break is a mistake in the list: it delays nothing
        for (int days = 0; !isOpen(open) && days < 366; days++) {
            open = open.plusDays(1);
        }
        return open;
    }

    private boolean isOpen(LocalDate day) {
        return window.days().contains(day.getDayOfWeek()) && !off.contains(day);
    }
}
