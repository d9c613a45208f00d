package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.platform.server.OlderPostgres;
import dev.sluice.platform.server.RunningServer;
import dev.sluice.story.SluiceCommand.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder of PostgreSQL 17 meets the Sluice that brings 18. */
class UpgradeStoryTest {
    private static final int KILLS = 10;
    private static final Set<String> WRITTEN = Set.of(
            "signal",
            "person",
            "identity",
            "company",
            "consent",
            "source",
            "form",
            "deal",
            "deal_event",
            "funnel",
            "funnel_version",
            "transition",
            "app_user",
            "membership",
            "workspace",
            "audit_entry",
            "mail_template",
            "sequence_version");

    @TempDir
    private static Path folder;

    private static Path data;
    private static Map<String, String> before;

    @BeforeAll
    static void makeAnOlderInstallation() throws Exception {
        data = folder.resolve("data");
        Path present = folder.resolve("present");
        Path backup = folder.resolve("present.backup");
        SampleInstallation.on(present, Map.of()).close();
        assertThat(SluiceCommand.run(present, Map.of(), "backup", backup.toString())
                        .code())
                .isZero();
        try (RunningServer server = OlderPostgres.in(data).start(0)) {
            String url = server.url() + "?user=postgres&password=" + server.password();
            Ended restored = SluiceCommand.run(
                    folder.resolve("beside"), Map.of("SLUICE_DATABASE_URL", url), "restore", backup.toString());
            assertThat(restored.code()).as(restored.output()).isZero();
            Files.copy(present.resolve("secret.key"), data.resolve("secret.key"));
            try (Connection connection = DriverManager.getConnection(url)) {
                assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(17);
                before = new TreeMap<>(WholeDatabase.of(connection));
            }
        }
    }

    @Test
    void anUpgradeThatIsKilledAtAnyMomentStartsAgainFromTheOldData() throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
            Process start = SluiceCommand.start(data, Map.of("SLUICE_PORT", "0", "SLUICE_MANAGEMENT_PORT", "-1"));
            Thread.sleep(700L * kill); // another moment each time, from the first files to the renames
            start.destroyForcibly().waitFor();
            assertThat(Files.exists(data.resolve("postgres"))
                            || Files.exists(data.resolve("postgres.next"))
                            || Files.exists(data.resolve("postgres.before-upgrade")))
                    .as("the data after kill " + kill)
                    .isTrue();
        }

        try (RunningApp app = RunningApp.on(data, Map.of())) {
            assertThat(data.resolve("postgres/PG_VERSION")).hasContent("18\n");
            Awaitility.await().until(() -> !Files.exists(data.resolve("postgres.before-upgrade")));
            assertThat(app.process().isAlive()).isTrue();
        }

        Map<String, String> after = SampleInstallation.tables(data);
        after.remove("audit_unsealed"); // what was to be sealed is sealed
        assertThat(written(after)).isEqualTo(written(before));
        assertThat(after.entrySet().stream().filter(table -> table.getValue().startsWith("0 rows")))
                .as("tables that lost their rows")
                .allSatisfy(table -> assertThat(before.get(table.getKey())).startsWith("0 rows"));
    }

    /** What only people and signals write: the start that succeeded has gone on with all else. */
    private static Map<String, String> written(Map<String, String> tables) {
        Map<String, String> written = new TreeMap<>(tables);
        written.keySet().retainAll(WRITTEN);
        assertThat(written).hasSameSizeAs(WRITTEN);
        return written;
    }
}
