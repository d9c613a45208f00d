package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.platform.backup.BackupArchive;
import dev.sluice.platform.backup.BackupFailure;
import dev.sluice.story.SluiceCommand.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bin/backup and bin/restore on the sample: eighteen months of history in almost every table. */
class BackupStoryTest {
    private static final Map<String, String> SECRET = Map.of("SLUICE_BACKUP_PASSPHRASE", "correct horse battery");

    @TempDir
    private static Path folder;

    private static Path data;
    private static Path backup;

    @BeforeAll
    static void backUpASample() throws Exception {
        data = folder.resolve("data");
        backup = folder.resolve("running.backup");
        try (RunningApp app = SampleInstallation.on(data, Map.of())) {
            assertThat(app.process().isAlive()).isTrue();
            Files.createDirectories(data.resolve("uploads"));
            Files.writeString(data.resolve("uploads/under-way.csv"), "Email\nann@example.com\n");
            Files.writeString(data.resolve("secret.key"), "a key");
            assertThat(SluiceCommand.run(data, Map.of(), "backup", backup.toString()))
                    .satisfies(BackupStoryTest::succeeded);
        }
    }

    private static void succeeded(Ended ended) {
        assertThat(ended.code()).as(ended.output()).isZero();
    }

    @Test
    void anEncryptedBackupOfAStoppedInstallationRestoresEveryRowAndTheKey() throws Exception {
        Path encrypted = folder.resolve("stopped.backup");
        Path restored = folder.resolve("restored");

        Ended written = SluiceCommand.run(data, SECRET, "backup", encrypted.toString());
        succeeded(written);
        Ended ended = SluiceCommand.run(restored, SECRET, "restore", encrypted.toString());

        succeeded(ended);
        assertThat(ended.output()).containsPattern("Replayed the log: [1-9][\\d,]+ people folded again, 0 differ\\.");
        Map<String, String> before = SampleInstallation.tables(data);
        assertThat(SampleInstallation.tables(restored)).isEqualTo(before);
        assertThat(before.values().stream().filter(rows -> rows.startsWith("0 rows")))
                .as("tables that the sample leaves empty: " + before)
                .hasSizeLessThan(before.size() / 2);
        assertThat(restored.resolve("secret.key")).hasContent("a key");
        assertThat(restored.resolve("uploads/under-way.csv"))
                .hasSameTextualContentAs(data.resolve("uploads/under-way.csv"));
    }

    @Test
    void aBackupThatIsNotEncryptedHoldsNoKeyAndSaysSo() throws Exception {
        Path restored = folder.resolve("without-key");

        Ended ended = SluiceCommand.run(restored, Map.of(), "restore", backup.toString());

        succeeded(ended);
        assertThat(ended.output()).contains("holds no secret.key").contains("Sending is paused");
        assertThat(restored.resolve("secret.key")).doesNotExist();
    }

    @Test
    void aFolderThatHoldsDataIsRefusedAndStaysAsItIs() throws Exception {
        Map<String, String> before = SampleInstallation.tables(data);

        Ended ended = SluiceCommand.run(data, Map.of(), "restore", backup.toString());

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output().strip())
                .endsWith("already holds data; name an empty folder to restore into.")
                .doesNotContain("\n");
        assertThat(SampleInstallation.tables(data)).isEqualTo(before);
        assertThat(SluiceCommand.run(data, Map.of(), "backup", backup.toString())
                        .output())
                .contains("exists already; name another");
    }

    @Test
    void whatIsDamagedCutOrEncryptedOtherwiseSaysSoInOneSentence() throws Exception {
        Path encrypted = folder.resolve("damaged-encrypted.backup");
        succeeded(SluiceCommand.run(data, SECRET, "backup", encrypted.toString()));
        Path restored = folder.resolve("never");

        Ended wrong = SluiceCommand.run(
                restored, Map.of("SLUICE_BACKUP_PASSPHRASE", "wrong horse battery"), "restore", encrypted.toString());
        Ended none = SluiceCommand.run(restored, Map.of(), "restore", encrypted.toString());
        Ended cut = SluiceCommand.run(restored, Map.of(), "restore", cut(backup).toString());

        assertThat(List.of(wrong.code(), none.code(), cut.code())).containsOnly(1);
        assertThat(wrong.output().strip())
                .isEqualTo("The passphrase is not the one that this backup was encrypted with.");
        assertThat(none.output().strip())
                .isEqualTo("No one can be asked for the passphrase here; set SLUICE_BACKUP_PASSPHRASE.");
        assertThat(cut.output().strip())
                .startsWith("The backup is damaged or incomplete and nothing was restored;")
                .doesNotContain("\n");
        assertThat(SluiceCommand.run(restored, Map.of("SLUICE_PORT", "0")).output())
                .contains("is incomplete");
    }

    @Test
    void everyCutAndEveryChangedByteIsFound() throws Exception {
        byte[] whole = Files.readAllBytes(backup);
        Path file = folder.resolve("changed.backup");
        for (int i = 1; i <= 24; i++) {
            int at = (int) ((long) whole.length * i / 25);
            byte[] changed = whole.clone();
            changed[at] ^= 0x10;
            Files.write(file, changed);
            assertDamaged(file, "byte " + at);
            Files.write(file, Arrays.copyOf(whole, at));
            assertDamaged(file, "cut at " + at);
        }
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertDamaged(file, "the last byte");
        Files.write(file, whole);
        assertThat(BackupArchive.check(file, null).rows()).isGreaterThan(100_000);
    }

    private static void assertDamaged(Path file, String what) {
        assertThatExceptionOfType(BackupFailure.class)
                .as(what)
                .isThrownBy(() -> BackupArchive.check(file, null))
                .withMessageMatching("The backup is damaged .*|This file is no backup .*|This backup was made by .*");
    }

    private static Path cut(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        return Files.write(folder.resolve("cut.backup"), Arrays.copyOf(whole, whole.length - 1_000));
    }
}
