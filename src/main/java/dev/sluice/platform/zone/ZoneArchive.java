package dev.sluice.platform.zone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Compiled time zones by their names, and the release that they are of ("2026f"). */
record ZoneArchive(String release, Map<String, byte[]> zones) {
    private static final String SHIPPED = "/zones/zones.zip";
    private static final int SMALLEST = 44; // the header of a TZif file

    /** Those that come with Sluice. */
    static ZoneArchive shipped() {
        Map<String, byte[]> zones = new HashMap<>();
        try (InputStream file = ZoneArchive.class.getResourceAsStream(SHIPPED);
                ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(file, SHIPPED))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                zones.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        byte[] release = Objects.requireNonNull(zones.remove("release"));
        return new ZoneArchive(new String(release, StandardCharsets.US_ASCII).strip(), zones);
    }

    /** Those of a folder such as {@code /usr/share/zoneinfo}; throws IOException when it has none or cannot be read. */
    static ZoneArchive of(Path folder) throws IOException {
        Map<String, byte[]> zones = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (!name.startsWith("right/") && !name.startsWith("posix/") && isZone(file)) {
                    zones.put(name, Files.readAllBytes(file));
                }
            }
        }
        if (!zones.containsKey("Europe/London")) {
            throw new IOException("it has no compiled time zones, such as Europe/London");
        }
        return new ZoneArchive(release(folder), zones);
    }

    private static boolean isZone(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(SMALLEST);
            return start.length == SMALLEST && new String(start, 0, 4, StandardCharsets.US_ASCII).equals("TZif");
        }
    }

    /** What the folder says of itself: {@code +VERSION} on BSD and macOS, the first line of {@code tzdata.zi} elsewhere. */
    private static String release(Path folder) throws IOException {
        Path version = folder.resolve("+VERSION");
        Path source = folder.resolve("tzdata.zi");
        if (Files.isReadable(version)) {
            return Files.readString(version).strip();
        }
        if (Files.isReadable(source)) {
            try (Stream<String> lines = Files.lines(source)) {
                return lines.findFirst().orElse("").replace("# version ", "").strip();
            }
        }
        return "unknown";
    }
}
