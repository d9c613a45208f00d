package dev.sluice.platform.backup.schedule;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.RecurringTasks;
import dev.sluice.platform.backup.Backup;
import dev.sluice.platform.backup.BackupFailure;
import dev.sluice.platform.sending.SendingPause;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Makes a backup each day at the hour that the settings name and deletes the oldest. A restored copy makes none before its
 * sending is started, so that it deletes none of the original's.
 */
@Component
public class ScheduledBackups {
    private static final Logger log = LoggerFactory.getLogger(ScheduledBackups.class);

    private final BackupScheduleRows rows;
    private final BackupFolder folder;
    private final DataSource database;
    private final EnvironmentSettings settings;
    private final SendingPause pause;
    private final InstantSource clock;
    private final AtomicBoolean running = new AtomicBoolean();

    ScheduledBackups(
            BackupScheduleRows rows,
            BackupFolder folder,
            DataSource database,
            EnvironmentSettings settings,
            SendingPause pause,
            InstantSource clock) {
        this.rows = rows;
        this.folder = folder;
        this.database = database;
        this.settings = settings;
        this.pause = pause;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> backupTask() {
        return RecurringTasks.BACKUP.once(this::whenDue);
    }

    public BackupSchedule schedule() {
        return rows.find();
    }

    public void change(boolean enabled, int hour, String timeZone, int keep) {
        rows.change(enabled, hour, timeZone, keep);
    }

    /** Makes the backup of today where it is due. */
    public void whenDue() {
        if (rows.find().isDue(clock.instant()) && !pause.isPaused()) {
            make();
        }
    }

    /** Whether backups made here are encrypted. */
    public boolean encrypts() {
        return passphrase() != null;
    }

    /** The passphrase of backups made here; null where the environment names none. */
    public char @Nullable [] passphrase() {
        String passphrase = settings.get("SLUICE_BACKUP_PASSPHRASE");
        return passphrase == null ? null : passphrase.toCharArray();
    }

    /** Whether one is being made on this node. */
    public boolean isRunning() {
        return running.get();
    }

    /** Makes one in the background. */
    public void start() {
        Thread.ofVirtual().name("backup").start(this::make);
    }

    /** Makes a backup and deletes those that are too many; a failure is kept for the settings and the health. */
    public void make() {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            Path file = folder.next(now);
            Backup.Written written = new Backup(connection, settings.data()).writeTo(file, passphrase());
            rows.succeeded(now, file.getFileName().toString());
            log.info("Backed up {} rows to {}.", written.rows(), file);
            folder.keep(rows.find().keep());
        } catch (BackupFailure failure) {
            failed(now, String.valueOf(failure.getMessage()));
        } catch (SQLException failure) {
            failed(now, "The database can't be reached (" + failure.getMessage() + ").");
        } finally {
            running.set(false);
        }
    }

    private void failed(Instant at, String why) {
        log.error("The backup failed: {}", why);
        rows.failed(at, why);
    }
}
