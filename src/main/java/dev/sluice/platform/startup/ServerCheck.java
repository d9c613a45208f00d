package dev.sluice.platform.startup;

import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.EnvironmentSettings.BadSetting;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;

/** Whether the PostgreSQL that SLUICE_DATABASE_URL names answers and is new enough. */
final class ServerCheck {
    private static final int OLDEST = 18;

    private ServerCheck() {}

    static void run(EnvironmentSettings settings) {
        Properties login = new Properties();
        login.setProperty("loginTimeout", "10");
        if (settings.databaseUser() != null) {
            login.setProperty("user", settings.databaseUser());
        }
        if (settings.databasePassword() != null) {
            login.setProperty("password", settings.databasePassword());
        }
        int version;
        try (Connection connection =
                DriverManager.getConnection(Objects.requireNonNull(settings.databaseUrl()), login)) {
            version = connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException failure) {
            throw new BadSetting(
                    "SLUICE_DATABASE_URL: the database can't be opened ("
                            + String.valueOf(failure.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("no answer")
                            + "); start it, or correct SLUICE_DATABASE_URL, SLUICE_DATABASE_USER and SLUICE_DATABASE_PASSWORD.");
        }
        if (version < OLDEST) {
            throw new BadSetting("SLUICE_DATABASE_URL: the database is PostgreSQL " + version
                    + "; name one of PostgreSQL " + OLDEST + " or newer.");
        }
    }
}
