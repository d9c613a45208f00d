package dev.sluice.platform.backup;

import dev.sluice.platform.backup.BackupHeader.AppliedMigration;
import dev.sluice.platform.backup.BackupHeader.BackedUpTable;
import dev.sluice.platform.backup.Restore.Restored;
import dev.sluice.platform.backup.SchemaRows.SchemaTable;
import dev.sluice.platform.database.DatabaseOwner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Loads what a backup holds in one transaction of the connection, which it commits when all of it is verified. */
final class LoadingVisitor implements BackupArchive.Visitor {
    private final DatabaseOwner owner;
    private final Connection connection;
    private final @Nullable Path data;
    private final TableCopies copies;
    private final SchemaRows schema;
    private List<SchemaTable> tables = List.of();
    private boolean holdsKey;
    private @Nullable BackupHeader header;
    private @Nullable Restored restored;

    LoadingVisitor(DatabaseOwner owner, Connection connection, @Nullable Path data) {
        this.owner = owner;
        this.connection = connection;
        this.data = data;
        this.copies = new TableCopies(connection);
        this.schema = new SchemaRows(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
    }

    @Override
    public void header(BackupHeader header) {
        this.header = header;
        try {
            owner.migrate(
                    header.migrations().stream().map(AppliedMigration::version).collect(Collectors.toSet()));
        } catch (DatabaseOwner.MissingMigrations newer) {
            throw new BackupFailure("This backup was made by a newer version of Sluice (" + header.sluice()
                    + "); restore it with that version or a newer one.");
        }
        if (!new HashSet<>(schema.migrations()).equals(new HashSet<>(header.migrations()))) {
            throw new BackupFailure("This backup was made by a different version of Sluice (" + header.sluice()
                    + ") and can't be read by this one; restore it with that version.");
        }
        tables = schema.tables();
        Set<BackedUpTable> ours = tables.stream()
                .map(table -> new BackedUpTable(table.name(), table.columns()))
                .collect(Collectors.toSet());
        if (!ours.equals(Set.copyOf(header.tables()))) {
            throw ArchiveReader.damaged(null);
        }
        attempt(() -> {
            copies.open(names());
            return 0;
        });
    }

    @Override
    public long table(BackedUpTable table, InputStream rows) {
        return attempt(() -> copies.in(table, rows));
    }

    @Override
    public void sequences(List<SchemaRows.SequenceValue> sequences) {
        sequences.forEach(schema::raise);
    }

    @Override
    public void file(String name, InputStream content) throws IOException {
        if (data == null) {
            throw new IOException("a file where only rows are");
        }
        DataFiles.restore(data, name, content);
        holdsKey |= name.equals(DataFiles.FOLDER + DataFiles.KEY);
    }

    @Override
    public void verified(long rows) {
        BackupHeader read = header;
        if (read == null) {
            throw ArchiveReader.damaged(null);
        }
        attempt(() -> {
            copies.close(
                    names(),
                    tables.stream()
                            .filter(SchemaTable::walled)
                            .map(SchemaTable::name)
                            .toList());
            connection.commit();
            return 0;
        });
        restored = new Restored(Instant.parse(read.at()), read.sluice(), tables.size(), rows, holdsKey);
    }

    Restored restored() {
        if (restored == null) {
            throw ArchiveReader.damaged(null);
        }
        return restored;
    }

    private List<String> names() {
        return tables.stream().map(SchemaTable::name).toList();
    }

    /** Work on the database while a backup is read. */
    private interface DatabaseWork {
        long run() throws SQLException, IOException;
    }

    /** What the database refuses of a backup's rows was changed in the file; all else is said as it is. */
    private static long attempt(DatabaseWork work) {
        try {
            return work.run();
        } catch (SQLException refused) {
            String state = String.valueOf(refused.getSQLState());
            if (refused.getCause() instanceof IOException || state.startsWith("22") || state.startsWith("23")) {
                throw ArchiveReader.damaged(refused);
            }
            throw new BackupFailure(
                    "The database did not take the backup (" + refused.getMessage() + "); check its log and its disk.",
                    refused);
        } catch (IOException broken) {
            throw broken.getCause() instanceof BackupFailure failure ? failure : ArchiveReader.damaged(broken);
        }
    }
}
