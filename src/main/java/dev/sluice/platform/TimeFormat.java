package dev.sluice.platform;

import dev.sluice.funnel.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Instants and durations as a reader says them, in the workspace's zone. */
public record TimeFormat(Instant now, ZoneId zone) {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss zzz", Locale.UK);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

    public String exact(Instant at) {
        return exact(at, zone);
    }

    public static String exact(Instant at, ZoneId zone) {
        return EXACT.format(at.atZone(zone));
    }

    public String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }

    public String date(Instant at) {
        return SHORT.format(at.atZone(zone));
    }

    public LocalDate day(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    public String day(LocalDate day) {
        LocalDate today = today();
        if (day.equals(today)) {
            return "Today";
        }
        return day.equals(today.minusDays(1)) ? "Yesterday" : DAY.format(day);
    }

    public LocalDate today() {
        return day(now);
    }

    public LocalDate tomorrow() {
        return today().plusDays(1);
    }

    public boolean late(Instant at) {
        return at.isBefore(now);
    }

    /** "in 25 min", "now", "2 d late". */
    public String left(Instant at) {
        Duration left = Duration.between(now, at);
        if (left.abs().toMinutes() < 1) {
            return "now";
        }
        return left.isNegative() ? lasting(left.negated()) + " late" : "in " + lasting(left);
    }

    /** "4 min ago"; a date when it is longer than a month. */
    public String ago(Instant at) {
        Duration gone = Duration.between(at, now);
        if (gone.isNegative()) {
            return date(at);
        }
        if (gone.toMinutes() < 1) {
            return "just now";
        }
        return gone.toDays() > 30 ? date(at) : lasting(gone) + " ago";
    }

    /** "2 d 3 h", "2 h 10 min"; as {@link Durations#lasting} writes it. */
    public static String lasting(Duration time) {
        return Durations.lasting(time);
    }

    /** The same of seconds; a dash where nothing was measured. */
    public static String lasting(@Nullable Double seconds) {
        return seconds == null ? "–" : lasting(Duration.ofSeconds(Math.round(seconds)));
    }
}
