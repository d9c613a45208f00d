package dev.sluice.platform.server;

import dev.sluice.platform.EnvironmentSettings.BadSetting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server that accepts connections from this machine. */
public final class RunningServer implements AutoCloseable {
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("shared_buffers", "512MB"),
            Map.entry("work_mem", "16MB"),
            Map.entry("maintenance_work_mem", "256MB"),
            Map.entry("max_wal_size", "4GB"),
            Map.entry("checkpoint_timeout", "15min"),
            Map.entry("log_checkpoints", "off"),
            Map.entry("log_min_messages", "log"),
            Map.entry("wal_compression", "pglz"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("jit", "off"),
            Map.entry("max_connections", "100"),
            Map.entry("timezone", "UTC"));

    private final ServerPrograms programs;
    private final Path folder;
    private final String password;
    private final int port;

    private RunningServer(ServerPrograms programs, Path folder, String password, int port) {
        this.programs = programs;
        this.folder = folder;
        this.password = password;
        this.port = port;
    }

    static RunningServer start(ServerPrograms programs, Path folder, String password, int wanted) throws IOException {
        int port = wanted == 0 ? freePort() : wanted;
        Path log = folder.resolveSibling(folder.getFileName() + ".log");
        Files.deleteIfExists(log);
        List<String> options = new ArrayList<>(List.of("-p " + port));
        SETTINGS.forEach((name, value) -> options.add("-c " + name + "=" + value));
        ServerCommand.Result started = ServerCommand.run(
                "",
                List.of(
                        programs.program("pg_ctl").toString(),
                        "start",
                        "-w",
                        "-t",
                        "120",
                        "-D",
                        folder.toString(),
                        "-l",
                        log.toString(),
                        "-o",
                        String.join(" ", options)));
        if (started.isFailure()) {
            throw StartFailure.of(
                    folder, "did not start", Files.exists(log) ? Files.readString(log) : started.output());
        }
        return new RunningServer(programs, folder, password, port);
    }

    /** Where the database is; connecting needs a user and a password. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** The password of {@link DatabaseCluster#ADMINISTRATOR}. */
    public String password() {
        return password;
    }

    public int port() {
        return port;
    }

    /** The process, while it runs. */
    public Optional<ProcessHandle> process() throws IOException {
        return ServerProcess.find(folder);
    }

    /** Ends every connection and stops the server; returns when it has ended. */
    @Override
    public void close() throws IOException {
        if (process().isEmpty()) {
            return;
        }
        ServerCommand.Result stopped = ServerCommand.run(
                "",
                List.of(
                        programs.program("pg_ctl").toString(),
                        "stop",
                        "-w",
                        "-t",
                        "120",
                        "-m",
                        "fast",
                        "-D",
                        folder.toString()));
        if (stopped.isFailure() && process().isPresent()) {
            throw new BadSetting(
                    "the embedded PostgreSQL did not stop: " + stopped.output().strip());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
