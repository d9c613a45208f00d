package dev.sluice.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.database.DatabaseOwner;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of versions of Sluice that had fewer migrations than this one, or have more. */
class OtherVersionsTest {
    /** The first release: the baselines of its modules. */
    private static final Set<String> FIRST = Set.of(
            "001", "002", "003", "004", "005", "006", "007", "008", "009", "010", "010.1", "011", "011.1", "012", "013",
            "014", "015", "016", "017", "018");

    @TempDir
    private Path folder;

    @Test
    void aBackupOfAnOlderSchemaBecomesOneOfTheNewer() throws Exception {
        Path backup = folder.resolve("old.backup");
        try (DatabaseOwner owner = DatabaseOwner.join(settings("old"));
                Connection connection = owner.connect()) {
            owner.migrate(FIRST);
            execute(connection, "INSERT INTO workspace (name, created_at) VALUES ('Harbour', now()), ('Quay', now())");
            execute(
                    connection,
                    "INSERT INTO source (workspace_id, kind, name, created_at) VALUES (2, 'api', 'Shop', now())");
            new Backup(connection, folder.resolve("old")).writeTo(backup, null);
        }

        new Restore(settings("new")).from(backup, null);

        try (DatabaseOwner owner = DatabaseOwner.join(settings("new"));
                Connection connection = owner.connect()) {
            assertThat(text(connection, "SELECT string_agg(name, ' ' ORDER BY id) FROM workspace"))
                    .isEqualTo("Harbour Quay");
            assertThat(text(connection, "SELECT name FROM source WHERE workspace_id = 2"))
                    .isEqualTo("Shop");
            assertThat(text(connection, "SELECT count(*) FROM flyway_schema_history WHERE version IS NOT NULL"))
                    .as("migrations now")
                    .isNotEqualTo(Integer.toString(FIRST.size()));
            assertThat(text(connection, "SELECT backup_of IS NOT NULL FROM sending_pause"))
                    .isEqualTo("t");
            assertThat(text(connection, "INSERT INTO workspace (name, created_at) VALUES ('Pier', now()) RETURNING id"))
                    .as("the next number")
                    .isEqualTo("3");
            assertThat(text(
                            connection,
                            "SELECT count(*) FROM pg_class WHERE relrowsecurity AND NOT relforcerowsecurity"))
                    .as("tables whose wall their owner may pass")
                    .isEqualTo("0");
        }
    }

    @Test
    void aBackupOfANewerVersionIsRefusedInOneSentence() throws Exception {
        Path backup = folder.resolve("newer.backup");
        try (DatabaseOwner owner = DatabaseOwner.join(settings("newer"));
                Connection connection = owner.connect()) {
            owner.migrate(FIRST);
            execute(
                    connection,
                    "INSERT INTO flyway_schema_history SELECT 1000, '999', description, type, 'V999__later.sql',"
                            + " checksum, installed_by, installed_on, execution_time, success FROM flyway_schema_history LIMIT 1");
            new Backup(connection, folder.resolve("newer")).writeTo(backup, null);
        }

        assertThatExceptionOfType(BackupFailure.class)
                .isThrownBy(() -> new Restore(settings("refused")).from(backup, null))
                .withMessageMatching(
                        "This backup was made by a newer version of Sluice \\(.*\\); restore it with that version or a newer one\\.");
    }

    private EnvironmentSettings settings(String name) {
        return EnvironmentSettings.from(
                Map.of("SLUICE_DATA", folder.resolve(name).toString()));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
