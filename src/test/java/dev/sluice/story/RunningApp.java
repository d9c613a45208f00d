package dev.sluice.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The application as a process of its own, to be killed and started again. */
public final class RunningApp implements AutoCloseable {
    public static final String WRITE_KEY = "wk-story-0123456789";
    public static final String API_KEY = "ak-story-0123456789";
    public static final String OWNER = "maya@harbour-it.example";
    public static final String PASSWORD = "harbour lights";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Path data;
    private final Map<String, String> environment;
    private final List<String> options;
    private final int port;
    private final int managementPort;
    private Process process;

    private RunningApp(Path data, Map<String, String> environment, List<String> options, int port, int managementPort) {
        this.data = data;
        this.environment = environment;
        this.options = options;
        this.port = port;
        this.managementPort = managementPort;
        this.process = launched();
    }

    /** Starts it on that folder and returns when it answers; the keys above open it. */
    public static RunningApp on(Path data, Map<String, String> environment) {
        return on(data, environment, List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    }

    /** The same with options for the virtual machine. */
    public static RunningApp on(Path data, Map<String, String> environment, List<String> options) {
        try {
            Files.createDirectories(data);
            RunningApp app = new RunningApp(data.toAbsolutePath(), environment, options, freePort(), freePort());
            app.awaitAnswer();
            return app;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    /** Where it tells its health and its figures. */
    public int managementPort() {
        return managementPort;
    }

    public String address() {
        return "http://localhost:" + port;
    }

    /** Ends the process at once, as a power cut would. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Sends the process that signal: STOP, CONT. */
    public void signal(String name) throws IOException, InterruptedException {
        if (new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor()
                != 0) {
            throw new IOException("the process could not be told " + name);
        }
    }

    /** Ends its PostgreSQL at once; the process that remains must cope. */
    public void killDatabase() throws IOException {
        ProcessHandle server = database();
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly();
        server.onExit().join();
    }

    /** Stops its PostgreSQL as "pg_ctl stop -m fast" does: what runs is rolled back, and no checkpoint is left out. */
    public void stopDatabase() throws IOException, InterruptedException {
        ProcessHandle server = database();
        new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start().waitFor();
        server.onExit().join();
    }

    private ProcessHandle database() throws IOException {
        long pid = Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    public void startAgain() {
        process = launched();
        awaitAnswer();
    }

    /** Where its database listens, with the administrator's password. */
    public String databaseUrl() throws IOException {
        String databasePort =
                Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3);
        return "jdbc:postgresql://localhost:" + databasePort.strip() + "/postgres?user=postgres&password="
                + Files.readString(data.resolve("postgres.password"));
    }

    public Process process() {
        return process;
    }

    /** Starts what bin/start has built, as bin/start does. */
    public void startAgainAsBuilt() {
        process = launched(List.of("bin/start"));
        awaitAnswer();
    }

    private Process launched() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(StartCache.options());
        command.add("dev.sluice.Sluice");
        return launched(command);
    }

    private Process launched(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "SLUICE_DATA",
                        data.toString(),
                        "SLUICE_PORT",
                        Integer.toString(port),
                        "SLUICE_MANAGEMENT_PORT",
                        Integer.toString(managementPort),
                        "SLUICE_OWNER_EMAIL",
                        OWNER,
                        "SLUICE_OWNER_PASSWORD",
                        PASSWORD,
                        "SLUICE_API_KEY",
                        API_KEY,
                        "SLUICE_WRITE_KEY",
                        WRITE_KEY));
        if (environment.containsKey("SLUICE_DATABASE_URL")) {
            builder.environment().put("SLUICE_SECRET_KEY", "the same on every node");
        }
        builder.environment().put("SLUICE_TRACKING_LIMIT", "100000000"); // all load comes from one address
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolve("story.log").toFile()));
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void awaitAnswer() {
        Instant giveUp = Instant.now().plus(PATIENCE);
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (true) {
                try {
                    HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/sign-in"))
                            .timeout(Duration.ofSeconds(10))
                            .build();
                    if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException notYet) {
                    if (!process.isAlive() || Instant.now().isAfter(giveUp)) {
                        throw new IllegalStateException("it did not start: see " + data.resolve("story.log"));
                    }
                }
                Thread.sleep(50);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(Duration.ofSeconds(30))) {
                kill();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            kill();
        }
    }
}
