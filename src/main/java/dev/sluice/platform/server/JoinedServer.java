package dev.sluice.platform.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The server that another process has started on a data folder. */
public record JoinedServer(String url, String password) {
    private static final int PORT_LINE = 3;

    /** Empty when no other process runs on the folder. */
    public static Optional<JoinedServer> in(Path data) throws IOException {
        Path cluster = data.resolve("postgres");
        if (!DataFolder.isClaimed(data) || ServerProcess.find(cluster).isEmpty()) {
            return Optional.empty();
        }
        String port = Files.readAllLines(cluster.resolve("postmaster.pid"))
                .get(PORT_LINE)
                .strip();
        return Optional.of(new JoinedServer(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?requireAuth=scram-sha-256",
                Files.readString(data.resolve("postgres.password"))));
    }
}
