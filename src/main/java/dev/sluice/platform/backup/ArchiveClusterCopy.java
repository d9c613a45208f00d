package dev.sluice.platform.backup;

import dev.sluice.platform.EnvironmentSettings.BadSetting;
import dev.sluice.platform.database.DatabaseOwner;
import dev.sluice.platform.database.UpgradedDatabase.ClusterCopy;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.stereotype.Component;

/** Copies a database as a backup that is restored while it is written; no file is made. */
@Component
class ArchiveClusterCopy implements ClusterCopy {
    private static final int BUFFER = 1 << 20;

    @Override
    public void copy(Connection from, DatabaseOwner to) {
        try (PipedInputStream in = new PipedInputStream(BUFFER);
                Connection into = to.connect()) {
            PipedOutputStream out = new PipedOutputStream(in);
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(from, out));
            into.setAutoCommit(false);
            BackupArchive.read(in, new LoadingVisitor(to, into, null));
            writing.join();
        } catch (BackupFailure | CompletionException | IOException | SQLException failure) {
            throw new BadSetting("SLUICE_DATA: the data of the older PostgreSQL could not be copied ("
                    + failure.getMessage() + "). It is unchanged: check the disk and start again, or start the earlier"
                    + " version of Sluice.");
        }
    }

    private static void write(Connection from, PipedOutputStream out) {
        try (out) {
            new Backup(from, null).writeTo(out);
        } catch (IOException cut) {
            throw new CompletionException(cut);
        }
    }
}
