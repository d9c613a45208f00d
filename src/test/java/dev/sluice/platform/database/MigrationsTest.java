package dev.sluice.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.SluiceTest;
import dev.sluice.platform.EnvironmentSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Databases of other versions, beside the tests' own on the same server. */
class MigrationsTest extends SluiceTest {
    private static final String HISTORY = """
            CREATE TABLE flyway_schema_history (
                installed_rank integer PRIMARY KEY, version varchar(50), description varchar(200) NOT NULL,
                type varchar(20) NOT NULL, script varchar(1000) NOT NULL, checksum integer,
                installed_by varchar(100) NOT NULL, installed_on timestamp NOT NULL DEFAULT now(),
                execution_time integer NOT NULL, success boolean NOT NULL)""";

    @Autowired
    private Database.Address running;

    private String url = "";

    @BeforeEach
    void anEmptyDatabase() throws SQLException {
        execute(running.url(), "CREATE DATABASE other_version");
        url = running.url().replace("/postgres", "/other_version");
    }

    @AfterEach
    void dropIt() throws SQLException {
        execute(running.url(), "DROP DATABASE other_version WITH (FORCE)");
    }

    @Test
    void anEmptyDatabaseGetsTheSchemaAndASecondStartLeavesItAsItIs() throws SQLException {
        Migrations.run(own(), Path.of("data"));
        String views = "SELECT count(*)::text FROM pg_views WHERE schemaname = 'public' AND viewname LIKE 'report%'";
        assertThat(one(views)).isNotEqualTo("0");
        String applied = one("SELECT count(*)::text FROM flyway_schema_history");

        Migrations.run(own(), Path.of("data"));

        assertThat(one("SELECT count(*)::text FROM flyway_schema_history")).isEqualTo(applied);
    }

    @Test
    void aDatabaseFromBeforeTheBaselineIsRefusedAndLeftAsItIs() throws SQLException {
        madeByMigration("202611220400");

        assertThatThrownBy(() -> Migrations.run(own(), Path.of("data")))
                .isInstanceOf(EnvironmentSettings.BadSetting.class)
                .hasMessage("SLUICE_DATABASE_URL: this database was made by a different version of Sluice and can't be"
                        + " read by this one; start that version, or name an empty database.");

        assertThat(one("SELECT count(*)::text FROM information_schema.tables WHERE table_schema = 'public'"))
                .isEqualTo("1");
    }

    @Test
    void aFolderFromBeforeTheBaselineIsRefusedByItsName() throws SQLException {
        madeByMigration("202611220400");

        assertThatThrownBy(() -> Migrations.run(
                        new Database.Address(url, running.owner(), running.application(), running.embedded()),
                        Path.of("/srv/sluice")))
                .isInstanceOf(EnvironmentSettings.BadSetting.class)
                .hasMessage("SLUICE_DATA: the data in /srv/sluice was made by a different version of Sluice and can't"
                        + " be read by this one; start that version, or name another folder to start empty.");
    }

    @Test
    void aDatabaseMadeByAnotherTextOfTheBaselineIsRefused() throws SQLException {
        Migrations.run(own(), Path.of("data"));
        execute(url, "UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '003'");

        assertThatThrownBy(() -> Migrations.run(own(), Path.of("data")))
                .isInstanceOf(EnvironmentSettings.BadSetting.class)
                .hasMessageStartingWith("SLUICE_DATABASE_URL: this database was made by a different version");
    }

    @Test
    void aDatabaseThatANewerVersionHasMigratedFurtherStillStarts() throws SQLException {
        Migrations.run(own(), Path.of("data"));
        execute(url, """
                INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,
                    installed_by, execution_time, success)
                VALUES (1000, '99990101', 'later', 'SQL', 'V99990101__later.sql', 1, 'postgres', 1, true)""");

        Migrations.run(own(), Path.of("data"));
    }

    private void madeByMigration(String version) throws SQLException {
        execute(url, HISTORY);
        execute(
                url,
                "INSERT INTO flyway_schema_history VALUES (1, '" + version
                        + "', 'walls', 'SQL', 'platform/V1__walls.sql', 1, 'postgres', now(), 1, true)");
    }

    private Database.Address own() {
        return Database.Address.of(url, running.owner().user(), running.owner().password());
    }

    private void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        url, running.owner().user(), running.owner().password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private @Nullable String one(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        url, running.owner().user(), running.owner().password());
                var rows = connection.createStatement().executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }
}
