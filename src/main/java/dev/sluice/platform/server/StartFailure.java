package dev.sluice.platform.server;

import dev.sluice.platform.EnvironmentSettings.BadSetting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Says in one sentence why the data folder or the server in it is of no use, and what to do. */
final class StartFailure {
    private static final List<String> FULL = List.of("no space left", "disk quota exceeded");

    private StartFailure() {}

    static String sentence(Path data, IOException failure) {
        if (isFull(failure.toString())) {
            return full(data);
        }
        return "SLUICE_DATA: the folder " + data
                + " can't be created or written; give the user who runs Sluice the right to"
                + " write there, or name another folder.";
    }

    /** For a program of the server that failed after it had printed that. */
    static BadSetting of(Path data, String what, String output) {
        return new BadSetting(
                isFull(output)
                        ? full(data)
                        : "SLUICE_DATA: the embedded PostgreSQL in " + data + " " + what + " (" + reason(output)
                                + "); put that right, or restore the folder from a backup.");
    }

    static boolean isFull(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return FULL.stream().anyMatch(lower::contains);
    }

    static String full(Path data) {
        return "SLUICE_DATA: the disk of " + data + " is full; free some space and start again.";
    }

    /** The last line that names an error, or the last line. */
    private static String reason(String output) {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        return lines.reversed().stream()
                .filter(line -> line.contains("FATAL") || line.contains("PANIC") || line.contains("error:"))
                .findFirst()
                .map(line -> line.replaceFirst("^.*?(FATAL|PANIC|error): *", ""))
                .orElse(lines.isEmpty() ? "no reason given" : lines.getLast());
    }
}
