package dev.sluice.story;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command such as bin/backup, as a process of its own on a data folder. */
public final class SluiceCommand {
    /** How a command ended, and what it wrote. */
    public record Ended(int code, String output) {}

    private SluiceCommand() {}

    /** Runs it to its end. */
    public static Ended run(Path data, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Process process = start(data, environment, arguments);
        String output = new String(process.getInputStream().readAllBytes());
        return new Ended(process.waitFor(), output);
    }

    /** Starts it, to be killed. */
    static Process start(Path data, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(StartCache.options());
        command.add("dev.sluice.Sluice");
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SLUICE_DATA", data.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
