package dev.sluice.platform.backup.schedule;

import dev.sluice.platform.database.Row;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the schedule of backups, one row of the whole installation. */
@Component
class BackupScheduleRows {
    private final JdbcClient jdbc;

    BackupScheduleRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    BackupSchedule find() {
        return jdbc.sql("""
                        SELECT enabled, hour, time_zone, keep, last_at, last_file, failed_at, failed_why
                        FROM backup_schedule""")
                .query(Row.map(row -> new BackupSchedule(
                        row.bool("enabled"),
                        row.intValue("hour"),
                        row.text("time_zone"),
                        row.intValue("keep"),
                        row.optionalInstant("last_at"),
                        row.optionalText("last_file"),
                        row.optionalInstant("failed_at"),
                        row.optionalText("failed_why"))))
                .optional()
                .orElse(BackupSchedule.NONE);
    }

    void change(boolean enabled, int hour, String timeZone, int keep) {
        jdbc.sql("""
                        INSERT INTO backup_schedule (enabled, hour, time_zone, keep) VALUES (?, ?, ?, ?)
                        ON CONFLICT (only_one) DO UPDATE SET enabled = excluded.enabled, hour = excluded.hour,
                            time_zone = excluded.time_zone, keep = excluded.keep""").params(enabled, hour, timeZone, keep).update();
    }

    void succeeded(Instant at, String file) {
        int known = jdbc.sql(
                        "UPDATE backup_schedule SET last_at = ?, last_file = ?, failed_at = NULL, failed_why = NULL")
                .params(Timestamp.from(at), file)
                .update();
        if (known == 0) {
            change(false, BackupSchedule.NONE.hour(), BackupSchedule.NONE.timeZone(), BackupSchedule.NONE.keep());
            succeeded(at, file);
        }
    }

    void failed(Instant at, String why) {
        int known = jdbc.sql("UPDATE backup_schedule SET failed_at = ?, failed_why = ?")
                .params(Timestamp.from(at), why)
                .update();
        if (known == 0) {
            change(false, BackupSchedule.NONE.hour(), BackupSchedule.NONE.timeZone(), BackupSchedule.NONE.keep());
            failed(at, why);
        }
    }
}
