package dev.sluice.platform.database;

import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.PrivateFiles;
import dev.sluice.platform.server.DataFolder;
import dev.sluice.platform.server.DatabaseCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * An empty database that a restore fills. Until the restore is complete it has a mark, in the data folder and in the
 * database, with which no Sluice starts; a restore that finds the mark removes what an interrupted one left.
 */
public final class RestoreTarget implements AutoCloseable {
    private static final String MARK = "restore-unfinished";
    private static final String UNFINISHED = "a restore into it was interrupted; run bin/restore again.";

    private final DatabaseOwner owner;
    private final Path mark;

    private RestoreTarget(DatabaseOwner owner, Path mark) {
        this.owner = owner;
        this.mark = mark;
    }

    /** What a restore left half done is removed; what anyone may still want is refused. */
    public static RestoreTarget begin(EnvironmentSettings settings) {
        Path data = settings.data();
        Path mark = data.resolve(MARK);
        try {
            PrivateFiles.folder(data);
            boolean again = Files.exists(mark);
            if (settings.databaseUrl() == null) {
                emptyFolder(data, again);
            }
            Files.writeString(mark, "");
            DatabaseOwner owner = DatabaseOwner.start(settings);
            try {
                markDatabase(owner);
            } catch (RuntimeException refused) {
                owner.close();
                if (!again) {
                    Files.deleteIfExists(mark);
                }
                throw refused;
            }
            return new RestoreTarget(owner, mark);
        } catch (IOException failure) {
            throw new EnvironmentSettings.BadSetting("SLUICE_DATA: " + data + " can't be written ("
                    + failure.getMessage() + "); name a folder that can.");
        }
    }

    private static void emptyFolder(Path path, boolean again) throws IOException {
        try (DataFolder data = DataFolder.claim(path)) {
            if (Files.exists(path.resolve("postgres")) && !again) {
                throw new EnvironmentSettings.BadSetting(
                        "SLUICE_DATA: " + path + " already holds data; name an empty folder to restore into.");
            }
            DatabaseCluster.remove(data);
        }
    }

    private static void markDatabase(DatabaseOwner owner) {
        try (Connection connection = owner.connect();
                var statement = connection.createStatement()) {
            if (isMarked(statement)) {
                Migrations.removeAll(owner.address());
                return;
            }
            try (var any = statement.executeQuery(
                    "SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace LIMIT 1")) {
                if (any.next()) {
                    throw new EnvironmentSettings.BadSetting(
                            "SLUICE_DATABASE_URL: this database already holds data; name an empty one to restore into.");
                }
            }
            statement.execute("CREATE SCHEMA restore_unfinished");
        } catch (SQLException failure) {
            throw unreachable(failure);
        }
    }

    private static boolean isMarked(Statement statement) throws SQLException {
        try (var found = statement.executeQuery("SELECT FROM pg_namespace WHERE nspname = 'restore_unfinished'")) {
            return found.next();
        }
    }

    private static EnvironmentSettings.BadSetting unreachable(SQLException failure) {
        return new EnvironmentSettings.BadSetting("SLUICE_DATABASE_URL: " + Migrations.firstSentence(failure)
                + " Check the address and who may connect.");
    }

    /** Stops the start of Sluice on a folder that a restore has not completed. */
    static void refuseUnfinished(EnvironmentSettings settings) {
        if (Files.exists(settings.data().resolve(MARK))) {
            throw new EnvironmentSettings.BadSetting(
                    "SLUICE_DATA: " + settings.data() + " is incomplete: " + UNFINISHED);
        }
    }

    /** The same for a database, which another machine may have begun to fill. */
    static void refuseUnfinished(Database.Address address) {
        try (Connection connection =
                        DriverManager.getConnection(address.url(), Migrations.credentials(address.owner()));
                var statement = connection.createStatement()) {
            if (isMarked(statement)) {
                throw new EnvironmentSettings.BadSetting(
                        "SLUICE_DATABASE_URL: this database is incomplete: " + UNFINISHED);
            }
        } catch (SQLException failure) {
            throw unreachable(failure);
        }
    }

    /** The database to fill. */
    public DatabaseOwner owner() {
        return owner;
    }

    /** Takes the mark off: from here on the database is whole. */
    public void complete() {
        try (Connection connection = owner.connect();
                var statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA restore_unfinished");
            Files.delete(mark);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        owner.close();
    }
}
