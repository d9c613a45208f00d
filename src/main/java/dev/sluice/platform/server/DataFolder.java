package dev.sluice.platform.server;

import dev.sluice.platform.EnvironmentSettings.BadSetting;
import dev.sluice.platform.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The folder that SLUICE_DATA names, private to its user and claimed by one Sluice at a time. */
public final class DataFolder implements AutoCloseable {
    private static final long LOG_SEGMENT = 16L * 1024 * 1024;

    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Creates the folder when it is missing, closes it to other users, and claims it.
     *
     * @throws BadSetting with one sentence when that cannot be
     */
    public static DataFolder claim(Path data) {
        try {
            if (Files.exists(data) && !Files.isDirectory(data)) {
                throw new BadSetting("SLUICE_DATA: " + data + " is a file; name a folder.");
            }
            requireOurs(data);
            PrivateFiles.folder(data);
            return new DataFolder(data, lock(data));
        } catch (IOException failure) {
            throw new BadSetting(StartFailure.sentence(data, failure));
        }
    }

    public Path path() {
        return path;
    }

    /** What stops the start when the folder or the server in it failed like that. */
    public BadSetting failure(IOException failure) {
        return new BadSetting(StartFailure.sentence(path, failure));
    }

    /** What to say of a start that failed, when the disk of that folder has no room for the next segment of the log. */
    public static Optional<BadSetting> fullDisk(Path data) {
        try {
            return Files.getFileStore(data).getUsableSpace() < LOG_SEGMENT
                    ? Optional.of(new BadSetting(StartFailure.full(data)))
                    : Optional.empty();
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    /** A folder of another user could be opened or exchanged by its owner at any time. */
    private static void requireOurs(Path data) throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        Path probe;
        try {
            probe = Files.createTempFile(data, "probe", "");
        } catch (IOException failure) {
            throw StartFailure.isFull(failure.toString()) ? failure : new IOException("not writable", failure);
        }
        UserPrincipal us = Files.getOwner(probe);
        Files.delete(probe);
        UserPrincipal owner = Files.getOwner(data);
        if (!owner.equals(us)) {
            throw new BadSetting("SLUICE_DATA: " + data + " belongs to the user " + owner.getName()
                    + " and Sluice runs as " + us.getName() + "; run Sluice as its owner, or name another folder.");
        }
    }

    private static FileChannel lock(Path data) throws IOException {
        Path file = data.resolve("lock");
        if (!Files.exists(file)) {
            PrivateFiles.write(file, new byte[0]);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new BadSetting(
                    "SLUICE_DATA: another Sluice is running on " + data + "; stop it, or name another folder.");
        }
        return channel;
    }

    /** Whether another process runs on the folder. */
    static boolean isClaimed(Path data) throws IOException {
        Path file = data.resolve("lock");
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return tryLock(channel) == null;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }
}
