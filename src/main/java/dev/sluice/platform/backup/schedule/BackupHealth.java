package dev.sluice.platform.backup.schedule;

import dev.sluice.platform.sending.SendingPause;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Says in the health that a backup failed or that sending is paused. Sluice answers all the same, so that nothing restarts
 * it for that: the status is one of our own, with 200.
 */
@Component("backups")
class BackupHealth implements HealthIndicator {
    private final ScheduledBackups backups;
    private final SendingPause pause;

    BackupHealth(ScheduledBackups backups, SendingPause pause) {
        this.backups = backups;
        this.pause = pause;
    }

    @Override
    public Health health() {
        try {
            return known(backups.schedule());
        } catch (DataAccessException | TransactionException away) {
            return Health.unknown().build(); // that the database is away is another line
        }
    }

    private Health known(BackupSchedule schedule) {
        boolean failed = schedule.failedAt() != null;
        boolean paused = pause.isPaused();
        Health.Builder health = failed || paused ? Health.status("ATTENTION") : Health.up();
        if (failed) {
            health.withDetail("backup", String.valueOf(schedule.failedWhy()));
        }
        if (paused) {
            health.withDetail(
                    "sending",
                    "Paused since this was restored from a backup; an owner starts it in Settings > Backups.");
        }
        return health.build();
    }
}
