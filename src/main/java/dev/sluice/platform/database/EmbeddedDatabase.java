package dev.sluice.platform.database;

import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.server.DataFolder;
import dev.sluice.platform.server.DatabaseCluster;
import dev.sluice.platform.server.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL 18 beside the application, in the data folder, with every commit flushed to disk. */
final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final DataFolder data;
    private final DatabaseCluster cluster;
    private final Thread watch =
            Thread.ofPlatform().name("database-watch").daemon().unstarted(this::watch);
    private RunningServer server;
    private boolean closed;

    private EmbeddedDatabase(DataFolder data, DatabaseCluster cluster) throws IOException {
        this.data = data;
        this.cluster = cluster;
        this.server = cluster.start(0);
        watch.start();
    }

    /**
     * Starts it, after the data of an older version was copied.
     *
     * @param copy null where an older version is refused
     * @throws EnvironmentSettings.BadSetting with one sentence when it does not start
     */
    static EmbeddedDatabase start(Path folder, UpgradedDatabase.@Nullable ClusterCopy copy) {
        DataFolder data = DataFolder.claim(folder);
        try {
            if (copy != null) {
                UpgradedDatabase.bring(data, copy);
            }
            return new EmbeddedDatabase(data, DatabaseCluster.in(data));
        } catch (IOException failure) {
            release(data);
            throw data.failure(failure);
        } catch (RuntimeException failure) {
            release(data);
            throw failure;
        }
    }

    private static void release(DataFolder data) {
        try {
            data.close();
        } catch (IOException ends) {
            log.debug("the lock of the data folder ends with the process", ends);
        }
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
            Optional<ProcessHandle> process = server().process();
            if (process.isPresent()) {
                process.get().onExit().get();
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
            server = cluster.start(server.port());
        }
    }

    synchronized RunningServer server() {
        return server;
    }

    @Override
    public synchronized void close() {
        closed = true;
        watch.interrupt();
        try {
            server.close();
            data.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
