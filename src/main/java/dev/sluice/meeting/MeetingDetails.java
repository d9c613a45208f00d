package dev.sluice.meeting;

import dev.sluice.platform.BadInput;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kind, time and place of a meeting. */
record MeetingDetails(String kind, Instant from, Instant to, String place) {
    private static final int MAX_KIND = 60;
    private static final int MAX_PLACE = 300;
    private static final Duration MAX_DURATION = Duration.ofDays(3);

    MeetingDetails {
        kind = kind.strip();
        place = place.strip();
        if (kind.isEmpty() || kind.length() > MAX_KIND) {
            throw new BadInput("kind", "Say in 1 to 60 characters what kind of meeting it is, such as discovery.");
        }
        if (place.length() > MAX_PLACE) {
            throw new BadInput("place", "Say in at most 300 characters where it is.");
        }
        if (!to.isAfter(from) || Duration.between(from, to).compareTo(MAX_DURATION) > 0) {
            throw new BadInput("minutes", "A meeting lasts a minute or more, and three days at most.");
        }
    }

    static MeetingDetails of(String kind, Instant from, int minutes, String place) {
        return new MeetingDetails(kind, from, from.plus(Duration.ofMinutes(minutes)), place);
    }

    /** The data of a signal about it. */
    Map<String, Object> data(String key) {
        return new HashMap<>(
                Map.of("meeting", key, "starts_at", from.toString(), "ends_at", to.toString(), "place", place));
    }

    /** Reads the data of a signal; null where it has no time. Without an end the meeting lasts an hour. */
    static @Nullable MeetingDetails in(String kind, Map<String, Object> data) {
        Instant from = instant(data.get("starts_at"));
        if (from == null) {
            return null;
        }
        Instant to = instant(data.get("ends_at"));
        String place = data.get("place") instanceof String text ? text : "";
        try {
            return new MeetingDetails(
                    kind.isBlank() ? "meeting" : kind, from, to == null ? from.plus(Duration.ofHours(1)) : to, place);
        } catch (BadInput _) {
            return null;
        }
    }

    static @Nullable Instant instant(@Nullable Object value) {
        try {
            return value instanceof String text ? OffsetDateTime.parse(text).toInstant() : null;
        } catch (DateTimeException _) {
            return null;
        }
    }
}
