package dev.sluice.bench;

import dev.sluice.story.RunningApp;
import dev.sluice.story.SluiceCommand;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The rows of backup and restore, after an import of a million rows, each of which is a signal. */
final class BackupRows {
    private final RunningApp app;
    private final Path data;
    private final int scale;
    private final PrintStream out;

    BackupRows(RunningApp app, Path data, int scale, PrintStream out) {
        this.app = app;
        this.data = data;
        this.scale = scale;
        this.out = out;
    }

    void backup() throws Exception {
        Path file = Path.of("target/bench.backup");
        Path restored = Path.of("target/bench-restored");
        Files.deleteIfExists(file);
        Folders.remove(restored);
        long begin = System.nanoTime();
        say("backup", SluiceCommand.run(data.toAbsolutePath(), Map.of(), "backup", file.toString()), begin);
        Rows.print(out, "  its size, MB", "%.1f".formatted(Files.size(file) / 1e6), "");
        begin = System.nanoTime();
        say(
                "restore and replay",
                SluiceCommand.run(restored.toAbsolutePath(), Map.of(), "restore", file.toString()),
                begin);
        Files.deleteIfExists(file);
        Folders.remove(restored);
    }

    private void say(String what, SluiceCommand.Ended ended, long begin) {
        Rows.print(
                out,
                "%s of %,d signals while it runs, s".formatted(what, 1_000_000 / scale),
                String.format(Locale.ROOT, "%.1f", (System.nanoTime() - begin) / 1e9),
                "");
        ended.output().lines().map(line -> "  " + line).forEach(out::println);
        if (ended.code() != 0 || !app.process().isAlive()) {
            out.println("  failed: " + ended.code());
        }
    }
}
