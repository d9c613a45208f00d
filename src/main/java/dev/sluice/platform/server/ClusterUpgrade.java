package dev.sluice.platform.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the data of an older major version of PostgreSQL to the present one: a new cluster is filled beside the old one,
 * one rename declares it complete, and further renames, which a later start repeats where they were interrupted, put it in
 * the old one's place. The old data stays until a start on the new one has succeeded.
 */
public final class ClusterUpgrade {
    private static final Logger log = LoggerFactory.getLogger(ClusterUpgrade.class);
    private static final String CLUSTER = "postgres";
    private static final String FILLING = "postgres.upgraded";
    private static final String COMPLETE = "postgres.next";
    private static final String OLD = "postgres.before-upgrade";
    private static final String PASSWORD = ".password";

    private final Path data;
    private final ServerPrograms older;
    private final ServerPrograms present;

    private ClusterUpgrade(Path data, ServerPrograms older, ServerPrograms present) {
        this.data = data;
        this.older = older;
        this.present = present;
    }

    /** The upgrade that a folder needs; empty when it needs none, or has no programs of the older version any more. */
    public static Optional<ClusterUpgrade> of(DataFolder folder) throws IOException {
        Path data = folder.path();
        putInPlace(data);
        Path version = data.resolve(CLUSTER).resolve("PG_VERSION");
        Path programs = data.resolve("programs");
        if (!Files.exists(version) || !Files.isDirectory(programs)) {
            return Optional.empty();
        }
        String found = Files.readString(version).strip();
        if (found.equals(ServerPrograms.PRESENT)) {
            return Optional.empty();
        }
        ServerPrograms present = ServerPrograms.in(programs);
        return ServerPrograms.older(programs, found).map(older -> new ClusterUpgrade(data, older, present));
    }

    /** The version to bring up. */
    public String from() {
        return older.version();
    }

    /** The cluster as it was. */
    public DatabaseCluster old() {
        return new DatabaseCluster(older, data.resolve(CLUSTER), data.resolve(CLUSTER + PASSWORD));
    }

    /** An empty cluster of the present version, to be filled; what an interrupted upgrade left of one is removed. */
    public DatabaseCluster fresh() throws IOException {
        Path filling = data.resolve(FILLING);
        ServerProcess.endLeftOver(filling);
        FolderRemoval.remove(filling);
        Files.deleteIfExists(data.resolve(FILLING + PASSWORD));
        return new DatabaseCluster(present, filling, data.resolve(FILLING + PASSWORD));
    }

    /** The filled cluster takes the place of the old one; both servers are stopped. */
    public void complete() throws IOException {
        Files.move(data.resolve(FILLING), data.resolve(COMPLETE), StandardCopyOption.ATOMIC_MOVE);
        sync(data);
        putInPlace(data);
    }

    private static void putInPlace(Path data) throws IOException {
        Path complete = data.resolve(COMPLETE);
        if (!Files.exists(complete)) {
            return;
        }
        Path cluster = data.resolve(CLUSTER);
        Path password = data.resolve(CLUSTER + PASSWORD);
        if (Files.exists(cluster)) {
            FolderRemoval.remove(data.resolve(OLD));
            Files.copy(
                    password,
                    data.resolve(OLD + PASSWORD),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
            Files.move(cluster, data.resolve(OLD), StandardCopyOption.ATOMIC_MOVE);
        }
        if (Files.exists(data.resolve(FILLING + PASSWORD))) {
            Files.move(data.resolve(FILLING + PASSWORD), password, StandardCopyOption.ATOMIC_MOVE);
        }
        sync(data);
        Files.move(complete, cluster, StandardCopyOption.ATOMIC_MOVE);
        sync(data);
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes the old data, once a start on the new one has succeeded. */
    public static void removeOld(Path data) {
        try {
            if (Files.exists(data.resolve(OLD))) {
                FolderRemoval.remove(data.resolve(OLD));
                Files.deleteIfExists(data.resolve(OLD + PASSWORD));
                log.info("The data of the older PostgreSQL is removed.");
            }
        } catch (IOException failure) {
            log.warn("{} can't be removed: {}", data.resolve(OLD), failure.getMessage());
        }
    }
}
