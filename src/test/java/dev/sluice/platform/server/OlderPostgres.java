package dev.sluice.platform.server;

import dev.sluice.platform.PrivateFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** A data folder as an earlier Sluice left it, with the programs and the cluster of an older major version. */
public final class OlderPostgres {
    private static final Path JARS = Path.of("target/older-postgres");

    private OlderPostgres() {}

    /** The cluster of the folder; its programs are unpacked there as ServerPrograms does. */
    public static DatabaseCluster in(Path data) throws IOException {
        byte[] packed = packed();
        var digest = Bundle.sha256();
        try (var in = new DigestInputStream(new ByteArrayInputStream(packed), digest)) {
            in.readAllBytes();
        }
        String archive = HexFormat.of().formatHex(digest.digest());
        Path programs = data.resolve("programs");
        PrivateFiles.folder(programs);
        Path folder = programs.resolve("postgresql-" + archive.substring(0, 16));
        ServerPrograms.unpack(new ByteArrayInputStream(packed), archive, folder);
        return new DatabaseCluster(
                ServerPrograms.older(programs, "17").orElseThrow(),
                data.resolve("postgres"),
                data.resolve("postgres.password"));
    }

    private static byte[] packed() throws IOException {
        try (Stream<Path> jars = Files.list(JARS)) {
            Path jar = jars.filter(file -> file.toString().contains("-17."))
                    .findFirst()
                    .orElseThrow(() ->
                            new IOException("no PostgreSQL 17 in " + JARS + ": mvn process-test-resources copies it"));
            try (JarFile file = new JarFile(jar.toFile())) {
                List<String> names = file.stream()
                        .map(java.util.zip.ZipEntry::getName)
                        .filter(name -> name.endsWith(".txz"))
                        .toList();
                return file.getInputStream(file.getEntry(names.getFirst())).readAllBytes();
            }
        }
    }
}
