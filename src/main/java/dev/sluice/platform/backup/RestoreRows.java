package dev.sluice.platform.backup;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of what a restore leaves behind besides the rows of the backup. */
final class RestoreRows {
    private final JdbcClient jdbc;

    RestoreRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Pauses all sending, on the database's clock. */
    void pauseSending(Instant backupOf) {
        jdbc.sql("""
                        INSERT INTO sending_pause (since, backup_of) VALUES (now(), ?)
                        ON CONFLICT (only_one) DO UPDATE SET since = excluded.since, backup_of = excluded.backup_of""").param(Timestamp.from(backupOf)).update();
    }
}
