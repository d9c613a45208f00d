package dev.sluice.platform.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The process of the embedded PostgreSQL server, by the process id in its data folder. */
final class ServerProcess {
    private ServerProcess() {}

    /** Ends a server that outlived a killed application; we hold the folder's lock, so it belongs to no one else. */
    static void endLeftOver(Path cluster) throws IOException {
        find(cluster).ifPresent(ServerProcess::end);
        Files.deleteIfExists(cluster.resolve("postmaster.pid"));
    }

    static Optional<ProcessHandle> find(Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        return ProcessHandle.of(pid)
                .filter(handle -> handle.info().command().orElse("").contains("postgres"));
    }

    private static void end(ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().get(20, TimeUnit.SECONDS);
        } catch (Exception _) {
            server.destroyForcibly();
            server.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
    }
}
