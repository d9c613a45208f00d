package dev.sluice.people;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as a reader says them, in the workspace's zone. */
record When(Instant now, ZoneId zone) {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss zzz", Locale.UK);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

    String exact(Instant at) {
        return EXACT.format(at.atZone(zone));
    }

    String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }

    String date(Instant at) {
        return SHORT.format(at.atZone(zone));
    }

    LocalDate day(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    String day(LocalDate day) {
        LocalDate today = day(now);
        if (day.equals(today)) {
            return "Today";
        }
        return day.equals(today.minusDays(1)) ? "Yesterday" : DAY.format(day);
    }

    /** "4 min ago"; a date when it is longer than a month. */
    String ago(Instant at) {
        Duration gone = Duration.between(at, now);
        if (gone.isNegative()) {
            return date(at);
        }
        if (gone.toMinutes() < 1) {
            return "just now";
        }
        return gone.toDays() > 30 ? date(at) : lasting(gone) + " ago";
    }

    /** "2 d 3 h". */
    static String lasting(Duration time) {
        if (time.toHours() < 1) {
            return time.toMinutes() + " min";
        }
        if (time.toDays() < 1) {
            return time.toHours() + " h";
        }
        long hours = time.toHoursPart();
        return time.toDays() + " d" + (time.toDays() < 3 && hours > 0 ? " " + hours + " h" : "");
    }
}
