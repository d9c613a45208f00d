package dev.sluice.platform.database;

import dev.sluice.platform.EnvironmentSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Creates and updates the schema as the database's owner, before the application connects. */
final class Migrations {
    private static final String INVALID_PASSWORD = "28P01";
    private static final MigrationVersion FIRST = MigrationVersion.fromVersion("001");

    private Migrations() {}

    /**
     * Brings the schema up to date, or refuses the start where it was made by other migrations than ours.
     *
     * @param data the folder of the embedded database
     */
    static void run(Database.Address address, Path data) {
        createRole(address);
        Flyway flyway = configure(address, "classpath:db/migration").load();
        // Migrations from before the baseline have later numbers than ours: Flyway would take them for a newer
        // version's.
        if (isOlder(flyway.info().applied())) {
            throw unreadable(address, data);
        }
        try {
            flyway.migrate();
        } catch (FlywayValidateException edited) {
            throw unreadable(address, data);
        }
    }

    private static FluentConfiguration configure(Database.Address address, String location) {
        return Flyway.configure()
                .dataSource(
                        address.url(), address.owner().user(), address.owner().password())
                .locations(location)
                .outOfOrder(true);
    }

    /** Makes the schema of another version of Sluice; throws {@link DatabaseOwner.MissingMigrations} when it was a newer one. */
    static void runOnly(Database.Address address, Set<String> versions) {
        createRole(address);
        try (SelectedMigrations selected = SelectedMigrations.of(versions)) {
            configure(address, selected.location()).load().migrate();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Removes what an interrupted restore has made. */
    static void removeAll(Database.Address address) {
        configure(address, "classpath:db/migration").cleanDisabled(false).load().clean();
    }

    /** A role belongs to the whole server, so no migration can create it. */
    private static void createRole(Database.Address address) {
        try (Connection connection = DriverManager.getConnection(address.url(), credentials(address.owner()));
                var statement = connection.createStatement()) {
            statement.execute("""
                    DO $$ BEGIN
                        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sluice_app') THEN
                            CREATE ROLE sluice_app NOLOGIN NOBYPASSRLS;
                        END IF;
                        EXECUTE format('GRANT sluice_app TO %I', current_user);
                    END $$""");
            if (address.embedded() != null) {
                statement.execute("ALTER ROLE sluice_app LOGIN PASSWORD '"
                        + address.application().password() + "'");
            }
        } catch (SQLException failure) {
            throw new EnvironmentSettings.BadSetting(
                    address.embedded() == null ? unreachable(failure) : unopened(failure));
        }
    }

    private static String unreachable(SQLException failure) {
        return "SLUICE_DATABASE_URL: " + firstSentence(failure) + " The user must own the database and may create"
                + " the role sluice_app (or an administrator runs: CREATE ROLE sluice_app NOLOGIN; GRANT"
                + " sluice_app TO that user WITH ADMIN OPTION).";
    }

    private static String unopened(SQLException failure) {
        return INVALID_PASSWORD.equals(failure.getSQLState())
                ? "SLUICE_DATA: the file postgres.password is not the one of this database; remove it and start again"
                        + " to set a new one."
                : "SLUICE_DATA: the embedded PostgreSQL does not answer: " + firstSentence(failure);
    }

    private static boolean isOlder(MigrationInfo[] applied) {
        return applied.length > 0
                && Arrays.stream(applied).noneMatch(migration -> FIRST.equals(migration.getVersion()));
    }

    private static EnvironmentSettings.BadSetting unreadable(Database.Address address, Path data) {
        return new EnvironmentSettings.BadSetting(
                address.embedded() == null
                        ? "SLUICE_DATABASE_URL: this database was made by a different version of Sluice and can't be"
                                + " read by this one; start that version, or name an empty database."
                        : "SLUICE_DATA: the data in " + data + " was made by a different version of Sluice and can't"
                                + " be read by this one; start that version, or name another folder to start empty.");
    }

    static Properties credentials(Database.Login login) {
        Properties credentials = new Properties();
        if (login.user() != null) {
            credentials.setProperty("user", login.user());
        }
        if (login.password() != null) {
            credentials.setProperty("password", login.password());
        }
        return credentials;
    }

    static String firstSentence(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.lines().findFirst().orElse("the database does not answer") + ".";
    }
}
