package dev.sluice.platform.backup;

import dev.sluice.platform.backup.BackupHeader.BackedUpTable;
import dev.sluice.platform.backup.SchemaRows.SchemaTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Writes a backup of the database as it is at one instant, while others go on reading and writing, and of the files that
 * belong to it. The key of stored passwords is part of an encrypted backup only.
 */
public final class Backup {
    private final Connection connection;
    private final @Nullable Path data;

    /** What a backup holds. */
    public record Written(Instant at, int tables, long rows, boolean encrypted, boolean holdsKey) {}

    /** @param data the data folder, which holds the files that belong to the database; null for the rows alone */
    public Backup(Connection connection, @Nullable Path data) {
        this.connection = connection;
        this.data = data;
    }

    /** Writes the backup to a new file, encrypted when there is a passphrase. */
    public Written writeTo(Path file, char @Nullable [] passphrase) {
        return BackupFile.write(file, passphrase, out -> write(out, passphrase != null));
    }

    /** Writes the backup, not encrypted. */
    Written writeTo(OutputStream out) throws IOException {
        return write(out, false);
    }

    private Written write(OutputStream out, boolean encrypted) throws IOException {
        try {
            boolean automatic = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                return writeSnapshot(out, encrypted);
            } finally {
                connection.rollback();
                connection.setAutoCommit(automatic);
            }
        } catch (SQLException failure) {
            throw new BackupFailure(
                    "The database could not be read for the backup (" + failure.getMessage()
                            + "); check the server's log and its disk.",
                    failure);
        }
    }

    private Written writeSnapshot(OutputStream out, boolean encrypted) throws SQLException, IOException {
        TableCopies copies = new TableCopies(connection);
        copies.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
        copies.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
        SchemaRows schema = new SchemaRows(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        Instant at = schema.snapshotInstant();
        List<SchemaTable> tables = LoadOrder.of(schema.tables(), schema.references());
        boolean all = schema.seesAll();
        List<Integer> workspaces = all ? List.of() : schema.workspaces();
        try (ArchiveWriter archive = new ArchiveWriter(out)) {
            archive.json(BackupArchive.HEADER, header(schema, tables, at));
            for (SchemaTable table : tables) {
                BackedUpTable whole = new BackedUpTable(table.name(), table.columns());
                List<Integer> each = all || !table.walled() ? List.of() : workspaces;
                archive.entry(
                        whole.entry(),
                        to -> each.isEmpty() ? copies.out(whole, to) : ofEach(each, schema, copies, whole, to));
            }
            archive.json(BackupArchive.SEQUENCES, schema.sequences()); // after the rows: none has a higher number
            boolean key = data != null && DataFiles.write(data, archive, encrypted);
            return new Written(at, tables.size(), archive.finish().rows(), encrypted, key);
        }
    }

    private static long ofEach(
            List<Integer> workspaces, SchemaRows schema, TableCopies copies, BackedUpTable table, OutputStream to)
            throws SQLException, IOException {
        long rows = 0;
        for (int workspace : workspaces) {
            schema.enter(workspace);
            rows += copies.out(table, to);
        }
        return rows;
    }

    private BackupHeader header(SchemaRows schema, List<SchemaTable> tables, Instant at) throws SQLException {
        String version = Backup.class.getPackage().getImplementationVersion();
        return new BackupHeader(
                BackupHeader.FORMAT,
                version == null ? "development" : version,
                connection.getMetaData().getDatabaseMajorVersion(),
                at.toString(),
                schema.migrations(),
                tables.stream()
                        .map(table -> new BackedUpTable(table.name(), table.columns()))
                        .toList());
    }
}
