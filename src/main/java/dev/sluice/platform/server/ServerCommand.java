package dev.sluice.platform.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of a program of the server, to its end. */
final class ServerCommand {
    private static final int SECONDS = 180;

    /** How a run ended. */
    record Result(int exit, String output) {
        boolean isFailure() {
            return exit != 0;
        }
    }

    private ServerCommand() {}

    /** @param input what the program reads; empty for nothing */
    static Result run(String input, List<String> command) throws IOException {
        List<String> whole = new ArrayList<>(asNoRoot());
        whole.addAll(command);
        Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException endedBefore) {
            // its output says why
        }
        StringBuilder output = new StringBuilder();
        Thread reader = Thread.startVirtualThread(() -> read(process, output));
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command.getFirst() + " did not end within " + SECONDS + " s");
            }
            reader.join(5_000);
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stopped);
        }
        synchronized (output) {
            return new Result(process.exitValue(), output.toString());
        }
    }

    private static void read(Process process, StringBuilder output) {
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.append(line).append('\n');
                }
            }
        } catch (IOException | UncheckedIOException cut) {
            // what was read until then is all there is
        }
    }

    /** PostgreSQL refuses to run as root: there it runs in a namespace in which it is no one. */
    private static List<String> asNoRoot() {
        boolean root = "root".equals(System.getProperty("user.name"));
        return root && Files.isExecutable(Path.of("/usr/bin/unshare")) ? List.of("/usr/bin/unshare", "-U") : List.of();
    }
}
