package dev.sluice.platform.database;

import dev.sluice.platform.EnvironmentSettings;
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
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL 18 beside the application, in the data folder, with every commit flushed to disk. */
final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final Path data;
    private final FileChannel lockFile;
    private final Thread watch =
            Thread.ofPlatform().name("database-watch").daemon().unstarted(this::watch);
    private EmbeddedPostgres postgres;
    private boolean closed;

    private EmbeddedDatabase(Path data, FileChannel lockFile) throws IOException {
        this.data = data;
        this.lockFile = lockFile;
        this.postgres = launch(data, 0);
        watch.start();
    }

    static EmbeddedDatabase start(Path data) {
        try {
            Files.createDirectories(data);
            FileChannel lock = lock(data);
            return new EmbeddedDatabase(data, lock);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "The embedded PostgreSQL did not start in " + data + ": " + failure.getMessage(), failure);
        }
    }

    /** Starts the server on that port, or on any free one for 0. */
    private static EmbeddedPostgres launch(Path data, int port) throws IOException {
        Path cluster = data.resolve("postgres");
        ServerProcess.endLeftOver(cluster);
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(cluster)
                .setOverrideWorkingDirectory(data.resolve("program").toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false) // it ends after the application, which still writes while it stops
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
                .setServerConfig("timezone", "UTC");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    /** Restarts a server that was killed or ran out of memory. */
    private void watch() {
        while (awaitEnd()) {
            log.warn("the embedded PostgreSQL has ended; it is started again");
            try {
                restart();
            } catch (IOException | RuntimeException notYet) {
                log.warn("the embedded PostgreSQL does not start: {}", notYet.getMessage());
            }
        }
    }

    /** Waits until the server has ended; false when it was closed. */
    private boolean awaitEnd() {
        try {
            Thread.sleep(Duration.ofSeconds(1)); // a start that failed is not tried again at once
            Optional<ProcessHandle> server = ServerProcess.find(data.resolve("postgres"));
            if (server.isPresent()) {
                server.get().onExit().get();
            }
        } catch (InterruptedException stopped) {
            return false;
        } catch (IOException | ExecutionException unknown) {
            log.debug("the embedded PostgreSQL cannot be watched", unknown);
        }
        synchronized (this) {
            return !closed;
        }
    }

    private synchronized void restart() throws IOException {
        if (!closed) {
            int port = postgres.getPort();
            postgres.close();
            postgres = launch(data, port);
        }
    }

    synchronized String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public synchronized void close() {
        closed = true;
        watch.interrupt();
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
            throw new EnvironmentSettings.BadSetting(
                    "SLUICE_DATA: another Sluice is running on " + data + "; stop it, or name another folder.");
        }
        return file;
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }
}
