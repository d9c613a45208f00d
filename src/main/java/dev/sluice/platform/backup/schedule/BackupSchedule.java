package dev.sluice.platform.backup.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When backups are made and how the last one went, for the whole installation.
 *
 * @param hour of the day, in the time zone
 * @param keep how many scheduled backups stay
 * @param lastAt when the last one succeeded
 * @param failedAt when one failed after that, and why
 */
public record BackupSchedule(
        boolean enabled,
        int hour,
        String timeZone,
        int keep,
        @Nullable Instant lastAt,
        @Nullable String lastFile,
        @Nullable Instant failedAt,
        @Nullable String failedWhy) {
    static final BackupSchedule NONE = new BackupSchedule(false, 3, "UTC", 14, null, null, null, null);

    /** Whether the hour of today has come and neither a backup nor, within an hour, a failed attempt followed it. */
    boolean isDue(Instant now) {
        ZonedDateTime local = now.atZone(ZoneId.of(timeZone));
        ZonedDateTime today = local.toLocalDate().atTime(hour, 0).atZone(local.getZone());
        Instant slot = (today.isAfter(local) ? today.minusDays(1) : today).toInstant();
        boolean made = lastAt != null && !lastAt.isBefore(slot);
        boolean failedLately = failedAt != null && failedAt.isAfter(now.minusSeconds(3_600));
        return enabled && !made && !failedLately;
    }
}
