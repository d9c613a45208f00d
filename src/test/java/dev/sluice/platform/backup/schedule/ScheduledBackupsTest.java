package dev.sluice.platform.backup.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The backup of each day: when it is due, how many stay, and what is said of one that failed. */
class ScheduledBackupsTest extends SluiceTest {
    private static final Instant DAY = TestClock.now()
            .atOffset(ZoneOffset.UTC)
            .toLocalDate()
            .atStartOfDay()
            .toInstant(ZoneOffset.UTC);

    @Autowired
    private ScheduledBackups backups;

    @Autowired
    private BackupFolder folder;

    @Autowired
    private BackupHealth health;

    @AfterEach
    void noMore() throws IOException {
        backups.change(false, 3, "UTC", 14);
        folder.keep(0);
        Files.deleteIfExists(folder.path());
    }

    private static BackupSchedule daily(Instant last, Instant failed) {
        return new BackupSchedule(true, 3, "UTC", 14, last, null, failed, failed == null ? null : "no space");
    }

    private static Instant at(int hour) {
        return DAY.atOffset(ZoneOffset.UTC).with(LocalTime.of(hour, 0)).toInstant();
    }

    @Test
    void oneIsDueOnceADayFromItsHourOnAndAnHourAfterAFailure() {
        assertThat(daily(at(3).minus(Duration.ofDays(1)), null).isDue(at(2)))
                .as("before the hour")
                .isFalse();
        assertThat(daily(at(3).minus(Duration.ofDays(1)), null).isDue(at(3)))
                .as("at the hour")
                .isTrue();
        assertThat(daily(at(3), null).isDue(at(23))).as("after it was made").isFalse();
        assertThat(daily(null, at(3)).isDue(at(3).plusSeconds(1_800)))
                .as("soon after a failure")
                .isFalse();
        assertThat(daily(null, at(3)).isDue(at(5)))
                .as("an hour after a failure")
                .isTrue();
        assertThat(daily(at(3).minus(Duration.ofDays(4)), null).isDue(at(1)))
                .as("after days of standstill")
                .isTrue();
        assertThat(BackupSchedule.NONE.isDue(at(3))).as("without a schedule").isFalse();
    }

    @Test
    void theOldestAreDeletedAndOtherFilesStay() throws IOException {
        backups.change(true, 3, "UTC", 2);
        backups.make();
        String first = folder.all().getFirst().name();
        for (int more = 0; more < 2; more++) {
            clock.forward(Duration.ofDays(1));
            backups.make();
        }
        Path other = Files.writeString(folder.path().resolve("mine.txt"), "mine");

        assertThat(folder.all()).hasSize(2).noneMatch(kept -> kept.name().equals(first));
        assertThat(other).exists();
        assertThat(folder.find("../" + folder.all().getFirst().name())).isEmpty();
        Files.delete(other);
    }

    @Test
    void aFailureIsInTheHealthUntilOneSucceeds() throws IOException {
        Files.writeString(folder.path(), "a file in the place of the folder");

        backups.make();

        assertThat(health.health().getStatus().getCode()).isEqualTo("ATTENTION");
        assertThat(String.valueOf(health.health().getDetails().get("backup"))).contains("SLUICE_BACKUP_FOLDER");

        Files.delete(folder.path());
        backups.make();

        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
    }
}
