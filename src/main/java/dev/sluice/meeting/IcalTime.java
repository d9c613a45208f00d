package dev.sluice.meeting;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times of calendars as instants. */
final class IcalTime {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

    private IcalTime() {}

    /** The instant of a DTSTAMP, which is in UTC; null where there is none. */
    static @Nullable Instant stamp(String text) {
        try {
            return text.isEmpty()
                    ? null
                    : LocalDateTime.parse(text.replace("Z", ""), STAMP).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** The instant of a time; a day begins at its midnight, and a time without a zone is in {@code zone}. */
    static Instant instant(Temporal at, ZoneId zone) {
        return switch (at) {
            case Instant instant -> instant;
            case ZonedDateTime zoned -> zoned.toInstant();
            case OffsetDateTime offset -> offset.toInstant();
            case LocalDateTime local -> local.atZone(zone).toInstant();
            case LocalDate day -> day.atStartOfDay(zone).toInstant();
            default -> throw new IllegalArgumentException("a calendar's time of the kind " + at.getClass());
        };
    }
}
