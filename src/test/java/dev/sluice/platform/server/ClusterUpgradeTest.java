package dev.sluice.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The switch from the old cluster to the new one, interrupted between any two of its steps. */
class ClusterUpgradeTest {
    @TempDir
    private Path data;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void aSwitchThatWasInterruptedIsCompletedByTheNextStart(int done) throws Exception {
        cluster("postgres", "17", "old password");
        cluster("postgres.next", "18", "");
        Files.writeString(data.resolve("postgres.upgraded.password"), "new password");
        List<Step> steps = List.of(
                () -> Files.copy(data.resolve("postgres.password"), data.resolve("postgres.before-upgrade.password")),
                () -> Files.move(data.resolve("postgres"), data.resolve("postgres.before-upgrade")),
                () -> {
                    Files.delete(data.resolve("postgres.password"));
                    Files.move(data.resolve("postgres.upgraded.password"), data.resolve("postgres.password"));
                },
                () -> Files.move(data.resolve("postgres.next"), data.resolve("postgres")));
        for (Step step : steps.subList(0, done)) {
            step.run();
        }

        try (DataFolder folder = DataFolder.claim(data)) {
            assertThat(ClusterUpgrade.of(folder)).isEmpty();
        }

        assertThat(data.resolve("postgres/PG_VERSION")).hasContent("18");
        assertThat(data.resolve("postgres.password")).hasContent("new password");
        assertThat(data.resolve("postgres.before-upgrade/PG_VERSION")).hasContent("17");
        assertThat(data.resolve("postgres.before-upgrade.password")).hasContent("old password");
        assertThat(data.resolve("postgres.next")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "17"})
    void aClusterThatWasBeingFilledIsNotTakenForTheData(String written) throws Exception {
        cluster("postgres", "18", "password");
        cluster("postgres.upgraded", written, "");

        try (DataFolder folder = DataFolder.claim(data)) {
            assertThat(ClusterUpgrade.of(folder)).isEmpty();
        }

        assertThat(data.resolve("postgres.password")).hasContent("password");
        assertThat(data.resolve("postgres.before-upgrade")).doesNotExist();
    }

    /** One step of the switch. */
    private interface Step {
        void run() throws Exception;
    }

    private void cluster(String name, String version, String password) throws Exception {
        Files.createDirectory(data.resolve(name));
        Files.writeString(data.resolve(name + "/PG_VERSION"), version);
        if (!password.isEmpty()) {
            Files.writeString(data.resolve(name + ".password"), password);
        }
    }
}
