package dev.sluice.platform.database;

import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.server.DatabaseCluster;
import dev.sluice.platform.server.JoinedServer;
import dev.sluice.platform.server.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;

/**
 * The database as its owner sees it, for commands beside the application: the one that the settings name, the embedded
 * one of a Sluice that is running on the folder, or else the embedded one, started for the command.
 */
public final class DatabaseOwner implements AutoCloseable {
    /** A schema was made by migrations that this version of Sluice does not have. */
    public static final class MissingMigrations extends RuntimeException {}

    private final Database.Address address;
    private final Path data;

    private DatabaseOwner(Database.Address address, Path data) {
        this.address = address;
        this.data = data;
    }

    /** For a command that reads: joins a running Sluice, and starts the database where none runs. */
    public static DatabaseOwner join(EnvironmentSettings settings) {
        if (settings.databaseUrl() != null) {
            return start(settings);
        }
        try {
            return JoinedServer.in(settings.data())
                    .map(server -> Database.Address.of(server.url(), DatabaseCluster.ADMINISTRATOR, server.password()))
                    .map(address -> new DatabaseOwner(address, settings.data()))
                    .orElseGet(() -> start(settings));
        } catch (IOException failure) {
            throw new EnvironmentSettings.BadSetting("SLUICE_DATA: the database in " + settings.data()
                    + " can't be reached (" + failure.getMessage() + "); check who may read the folder.");
        }
    }

    /** For a server of ours that the application does not use yet. */
    static DatabaseOwner of(RunningServer server, Path data) {
        return new DatabaseOwner(
                Database.Address.of(server.url(), DatabaseCluster.ADMINISTRATOR, server.password()), data);
    }

    static DatabaseOwner start(EnvironmentSettings settings) {
        return new DatabaseOwner(Database.address(settings, null), settings.data());
    }

    /** A connection as the owner of the tables; one that runs long must not be ended for it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(address.url(), Migrations.credentials(address.owner()));
    }

    /** Brings the schema to the present version. */
    public void migrate() {
        Migrations.run(address, data);
    }

    /** Runs only the migrations of these versions, as another version of Sluice did. */
    public void migrate(Set<String> versions) {
        Migrations.runOnly(address, versions);
    }

    Database.Address address() {
        return address;
    }

    @Override
    public void close() {
        address.close();
    }
}
