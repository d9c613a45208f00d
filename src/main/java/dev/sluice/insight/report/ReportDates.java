package dev.sluice.insight.report;

import dev.sluice.platform.BadInput;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads the bounds of a period. */
public final class ReportDates {
    private ReportDates() {}

    /** A bound of a period as written in an address; null when left out. */
    public static @Nullable Instant instant(String field, String text, ZoneId zone) {
        if (text.isBlank()) {
            return null;
        }
        try {
            return text.length() <= 10
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw new BadInput(field, "Write a date as 2026-03-31, or an instant as 2026-03-31T12:00:00Z.");
        }
    }
}
