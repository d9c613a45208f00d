package dev.sluice.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** PostgreSQL 18 beside the application, in the data folder, with every commit flushed to disk. */
final class EmbeddedDatabase implements AutoCloseable {
    private final EmbeddedPostgres postgres;
    private final FileChannel lockFile;

    private EmbeddedDatabase(EmbeddedPostgres postgres, FileChannel lockFile) {
        this.postgres = postgres;
        this.lockFile = lockFile;
    }

    static EmbeddedDatabase start(Path data) {
        try {
            Files.createDirectories(data);
            FileChannel lock = lock(data);
            Path cluster = data.resolve("postgres");
            endLeftOver(cluster);
            return new EmbeddedDatabase(
                    EmbeddedPostgres.builder()
                            .setDataDirectory(cluster)
                            .setOverrideWorkingDirectory(data.resolve("program").toFile())
                            .setCleanDataDirectory(false)
                            .setPGStartupWait(Duration.ofSeconds(60))
                            .setLocaleConfig("locale", "C.UTF-8")
                            .setLocaleConfig("encoding", "UTF8")
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setServerConfig("full_page_writes", "on")
                            .setServerConfig("shared_buffers", "512MB")
                            .setServerConfig("work_mem", "16MB")
                            .setServerConfig("maintenance_work_mem", "256MB")
                            .setServerConfig("max_wal_size", "4GB")
                            .setServerConfig("checkpoint_timeout", "15min")
                            .setServerConfig("wal_compression", "pglz")
                            .setServerConfig("random_page_cost", "1.1")
                            .setServerConfig("jit", "off")
                            .setServerConfig("max_connections", "100")
                            .setServerConfig("timezone", "UTC")
                            .start(),
                    lock);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "The embedded PostgreSQL did not start in " + data + ": " + failure.getMessage(), failure);
        }
    }

    String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() {
        try {
            postgres.close();
            lockFile.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static FileChannel lock(Path data) throws IOException {
        FileChannel file = FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(file) == null) {
            file.close();
            throw new Settings.BadSetting(
                    "SLUICE_DATA: another Sluice is running on " + data + "; stop it, or name another folder.");
        }
        return file;
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    /** Ends a server that outlived a killed application; we hold the folder's lock, so it is nobody else's. */
    private static void endLeftOver(Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        ProcessHandle.of(pid)
                .filter(handle -> handle.info().command().orElse("").contains("postgres"))
                .ifPresent(EmbeddedDatabase::end);
        Files.deleteIfExists(pidFile);
    }

    private static void end(ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().get(20, TimeUnit.SECONDS);
        } catch (Exception tooSlow) {
            server.destroyForcibly();
            server.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
    }
}
