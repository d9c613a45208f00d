package dev.sluice.handoff;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as a salesperson says them: how long there is still, or how late it is. */
record When(Instant now, ZoneId zone) {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.UK);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.UK);

    String exact(Instant at) {
        return EXACT.format(at.atZone(zone));
    }

    String today() {
        return now.atZone(zone).toLocalDate().toString();
    }

    String tomorrow() {
        return now.atZone(zone).toLocalDate().plusDays(1).toString();
    }

    boolean late(Instant at) {
        return at.isBefore(now);
    }

    /** "in 25 min", "2 d late". */
    String left(Instant at) {
        Duration left = Duration.between(now, at);
        return left.isNegative() ? lasting(left.negated()) + " late" : "in " + lasting(left);
    }

    String ago(Instant at) {
        Duration gone = Duration.between(at, now);
        return gone.toMinutes() < 1
                ? "just now"
                : gone.toDays() > 30 ? DAY.format(at.atZone(zone)) : lasting(gone) + " ago";
    }

    static String lasting(Duration time) {
        if (time.toHours() < 1) {
            return time.toMinutes() + " min";
        }
        if (time.toDays() < 1) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toDays() + " d";
    }

    /** Seconds as "4 min" or "2 h 10 min"; a dash where nothing was measured. */
    static String lasting(@org.jspecify.annotations.Nullable Double seconds) {
        return seconds == null ? "–" : lasting(Duration.ofSeconds(Math.round(seconds)));
    }
}
