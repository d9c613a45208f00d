package dev.sluice.platform.backup.schedule;

import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.backup.BackupArchive;
import dev.sluice.platform.backup.BackupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The folder of the backups that this installation makes on its own: SLUICE_BACKUP_FOLDER, or else "backups" in the data
 * folder. Whoever runs the machine names it, because a page must not choose where files are written.
 */
@Component
public class BackupFolder {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("sluice-\\d{8}T\\d{6}Z\\.backup");

    /** One backup in the folder. */
    public record StoredBackup(String name, Instant at, long bytes, boolean encrypted) {}

    private final Path folder;

    BackupFolder(EnvironmentSettings settings) {
        String named = settings.get("SLUICE_BACKUP_FOLDER");
        this.folder = named == null ? settings.data().resolve("backups") : Path.of(named);
    }

    public Path path() {
        return folder;
    }

    /** A name for a backup of that instant; makes the folder. */
    Path next(Instant at) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return folder.resolve("sluice-" + TIME.format(at) + ".backup");
        } catch (IOException failure) {
            throw new BackupFailure(
                    "The folder " + folder + " can't be made (" + BackupFailure.reason(failure)
                            + "); name one that can be written in SLUICE_BACKUP_FOLDER.",
                    failure);
        }
    }

    /** The newest first. */
    public List<StoredBackup> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.reverseOrder())
                    .map(BackupFolder::stored)
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static StoredBackup stored(Path file) {
        try {
            String name = file.getFileName().toString();
            return new StoredBackup(
                    name,
                    TIME.parse(name.substring(7, 23), Instant::from),
                    Files.size(file),
                    BackupArchive.isEncrypted(file));
        } catch (IOException gone) {
            throw new BackupFailure("The folder of backups can't be read.", gone);
        }
    }

    /** The file of a backup of this folder; empty for any other name. */
    public Optional<Path> find(String name) {
        return NAME.matcher(name).matches() && Files.isRegularFile(folder.resolve(name))
                ? Optional.of(folder.resolve(name))
                : Optional.empty();
    }

    /** Deletes all but the newest. */
    void keep(int newest) {
        for (StoredBackup old : all().stream().skip(newest).toList()) {
            try {
                Files.deleteIfExists(folder.resolve(old.name()));
            } catch (IOException failure) {
                throw new BackupFailure(
                        "The old backup " + old.name() + " can't be deleted (" + BackupFailure.reason(failure) + ").",
                        failure);
            }
        }
    }
}
