package dev.sluice.platform.management;

import dev.sluice.platform.EnvironmentSettings;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether the disk of the data folder has room for some days more. */
@Component("disk")
class DiskHealth implements HealthIndicator {
    private static final long MB = 1024 * 1024;

    /** Less than this is worth a look: a segment of the database's log and its next checkpoint need as much at once. */
    static final long LEAST_MB = 500;

    private final Path data;

    @Autowired
    DiskHealth(EnvironmentSettings settings) {
        this(settings.data());
    }

    DiskHealth(Path data) {
        this.data = data;
    }

    @Override
    public Health health() {
        try {
            FileStore store = Files.getFileStore(data);
            long left = store.getUsableSpace() / MB;
            if (left >= LEAST_MB) {
                return Health.up().withDetail("left", left + " MB").build();
            }
            return Health.status("ATTENTION")
                    .withDetail(
                            "disk",
                            "Only " + left + " MB are left on the disk of " + data
                                    + ". Free some space: at none, Sluice refuses new data with 503.")
                    .build();
        } catch (IOException unreadable) {
            return Health.status("ATTENTION")
                    .withDetail("disk", "The folder " + data + " can't be read.")
                    .build();
        }
    }
}
