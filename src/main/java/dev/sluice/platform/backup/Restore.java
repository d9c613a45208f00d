package dev.sluice.platform.backup;

import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.database.RestoreTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Restores a backup into an empty database: makes the schema by the migrations that made the backup's, loads all rows in
 * one transaction that commits once every digest is right, and then brings the schema to the present version. Sending
 * stays paused until an owner starts it.
 */
public final class Restore {
    /** What was restored. */
    public record Restored(Instant at, String sluice, int tables, long rows, boolean holdsKey) {}

    private final EnvironmentSettings settings;

    public Restore(EnvironmentSettings settings) {
        this.settings = settings;
    }

    /** Restores the file; throws {@link BackupFailure} or a bad setting with one sentence that says what to do. */
    public Restored from(Path file, char @Nullable [] passphrase) {
        BackupFile.read(file, passphrase); // a wrong passphrase or name is known before anything is made
        try (RestoreTarget target = RestoreTarget.begin(settings)) {
            DataFiles.deleteUploads(settings.data());
            Restored restored;
            try (Connection connection = target.owner().connect()) {
                connection.setAutoCommit(false);
                LoadingVisitor loading = new LoadingVisitor(target.owner(), connection, settings.data());
                BackupArchive.read(file, passphrase, loading);
                restored = loading.restored();
            }
            target.owner().migrate();
            pauseSending(target, restored.at());
            target.complete();
            return restored;
        } catch (SQLException failure) {
            throw new BackupFailure("The backup could not be restored (" + failure.getMessage() + ").", failure);
        } catch (IOException failure) {
            throw new BackupFailure(
                    "The data folder " + settings.data() + " can't be written (" + BackupFailure.reason(failure) + ").",
                    failure);
        }
    }

    private static void pauseSending(RestoreTarget target, Instant at) throws SQLException {
        try (Connection connection = target.owner().connect()) {
            new RestoreRows(JdbcClient.create(new SingleConnectionDataSource(connection, true))).pauseSending(at);
        }
    }
}
