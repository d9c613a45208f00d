package dev.sluice.story;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the application loads and links when it starts, kept once a build, as bin/start does: later starts take half the time. */
final class StartCache {
    private static final Path CLASSES = Path.of("target/classes");
    private static final Path FOLDER = Path.of("target/story");
    private static final Path JAR = FOLDER.resolve("sluice.jar");
    private static final Path CACHE = FOLDER.resolve("sluice.aot");

    private StartCache() {}

    /** The class path of the application with what was kept of a start, which is held first if there was none. */
    static List<String> options() {
        try {
            Files.createDirectories(FOLDER);
            try (FileChannel lock = FileChannel.open(
                            FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = lock.lock()) {
                if (!Files.exists(CACHE) || Files.getLastModifiedTime(CACHE).compareTo(newest()) < 0) {
                    hold();
                }
            }
            List<String> options = new ArrayList<>(List.of("-XX:AOTCache=" + CACHE, "-Xlog:aot=off", "-Xlog:cds=off"));
            options.addAll(classPath());
            return options;
        } catch (IOException failure) {
            throw new IllegalStateException("the application could not be rehearsed", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static void hold() throws IOException, InterruptedException {
        ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", JAR.toString(), "-C", CLASSES.toString(), ".");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:AOTCacheOutput=" + CACHE,
                "-Dsluice.rehearsal=true"));
        command.addAll(classPath());
        command.add("dev.sluice.Sluice");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("rehearsal.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "SLUICE_DATA",
                        FOLDER.resolve("data").toString(),
                        "SLUICE_PORT",
                        "0",
                        "SLUICE_MANAGEMENT_PORT",
                        "-1"));
        builder.start().waitFor();
    }

    /** What is running here without the tests; a cache is kept of archives only. */
    private static List<String> classPath() {
        return List.of(
                "-cp",
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> !entry.endsWith("test-classes"))
                        .map(entry -> Path.of(entry).endsWith(CLASSES) ? JAR.toString() : entry)
                        .collect(Collectors.joining(File.pathSeparator)));
    }

    private static FileTime newest() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.map(StartCache::modified).max(FileTime::compareTo).orElseThrow();
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
