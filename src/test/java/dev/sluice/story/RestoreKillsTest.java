package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.story.SluiceCommand.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restore that is killed at ten moments leaves nothing that looks complete. */
@Tag("soak")
class RestoreKillsTest {
    private static final int KILLS = 10;

    @TempDir
    private Path folder;

    @Test
    void aRestoreThatIsKilledLeavesNothingThatStartsAndIsRepeated() throws Exception {
        Path data = folder.resolve("data");
        Path backup = folder.resolve("sample.backup");
        Path restored = folder.resolve("restored");
        SampleInstallation.on(data, Map.of()).close();
        assertThat(SluiceCommand.run(data, Map.of(), "backup", backup.toString())
                        .code())
                .isZero();
        int interrupted = 0;
        for (int kill = 1; kill <= KILLS && !isComplete(restored); kill++) {
            Process restore = SluiceCommand.start(restored, Map.of(), "restore", backup.toString());
            Thread.sleep(500L * kill); // another moment each time, from the first file to the last row
            restore.destroyForcibly().waitFor();
            if (Files.exists(restored.resolve("restore-unfinished"))) {
                interrupted++;
                assertThat(SluiceCommand.run(restored, Map.of("SLUICE_PORT", "0"))
                                .output())
                        .contains("a restore into it was interrupted; run bin/restore again");
            }
        }
        assertThat(interrupted).as("restores that were interrupted").isGreaterThan(2);

        if (!isComplete(restored)) {
            Ended again = SluiceCommand.run(restored, Map.of(), "restore", backup.toString());
            assertThat(again.code()).as(again.output()).isZero();
        }
        assertThat(SampleInstallation.tables(restored)).isEqualTo(SampleInstallation.tables(data));
    }

    private static boolean isComplete(Path restored) {
        return Files.exists(restored.resolve("postgres")) && !Files.exists(restored.resolve("restore-unfinished"));
    }
}
