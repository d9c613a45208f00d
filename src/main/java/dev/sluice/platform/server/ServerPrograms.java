package dev.sluice.platform.server;

import dev.sluice.platform.EnvironmentSettings.BadSetting;
import dev.sluice.platform.PrivateFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The programs of PostgreSQL, unpacked once from the archive that Sluice brings. Before they run, each file is checked:
 * it is ours, no one else may write it, and its content is what was unpacked.
 */
public final class ServerPrograms {
    /** The major version that Sluice brings. */
    static final String PRESENT = "18";

    private final Path folder;
    private final String version;

    private ServerPrograms(Path folder, String version) {
        this.folder = folder;
        this.version = version;
    }

    /**
     * Unpacks the programs below that folder, or checks what is there.
     *
     * @throws BadSetting when a file there is not the one that was unpacked
     */
    public static ServerPrograms in(Path programs) throws IOException {
        Bundle bundle = Bundle.ofThisMachine();
        PrivateFiles.folder(programs);
        Path folder = programs.resolve("postgresql-" + bundle.digest().substring(0, 16));
        if (!Files.exists(folder)) {
            try (InputStream packed = bundle.open()) {
                unpack(packed, bundle.digest(), folder);
            }
        }
        ProgramManifest.check(folder, bundle.digest());
        return new ServerPrograms(folder, PRESENT);
    }

    /** The programs of an older major version that an earlier Sluice has unpacked there, checked like ours. */
    static Optional<ServerPrograms> older(Path programs, String version) throws IOException {
        List<Path> folders;
        try (Stream<Path> found = Files.list(programs)) {
            folders = found.filter(folder -> folder.getFileName().toString().startsWith("postgresql-"))
                    .sorted()
                    .toList();
        }
        for (Path folder : folders) {
            ServerPrograms candidate = new ServerPrograms(folder, version);
            ProgramManifest.check(folder);
            ServerCommand.Result said =
                    ServerCommand.run("", List.of(candidate.program("postgres").toString(), "--version"));
            if (said.output().contains("(PostgreSQL) " + version + ".")) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** The major version, such as "18". */
    public String version() {
        return version;
    }

    static void unpack(InputStream packed, String archive, Path folder) throws IOException {
        Path unfinished = folder.resolveSibling("unpacking");
        FolderRemoval.remove(unfinished);
        PrivateFiles.folder(unfinished);
        Map<String, String> digests = new TreeMap<>();
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, unfinished, digests);
            }
        } catch (IOException failure) {
            FolderRemoval.remove(unfinished); // a full disk has room for a log again
            throw failure;
        }
        ProgramManifest.write(unfinished, archive, digests);
        Files.move(unfinished, folder);
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path into, Map<String, String> digests)
            throws IOException {
        Path file = into.resolve(entry.getName()).normalize();
        if (!file.startsWith(into)) {
            throw new IOException("the archive of PostgreSQL names a file outside it");
        }
        if (entry.isDirectory()) {
            PrivateFiles.folder(file);
            return;
        }
        PrivateFiles.folder(Objects.requireNonNull(file.getParent()));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        MessageDigest digest = Bundle.sha256();
        try (OutputStream out = PrivateFiles.create(file)) {
            new DigestInputStream(content, digest).transferTo(out);
        }
        if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
        digests.put(into.relativize(file).toString(), HexFormat.of().formatHex(digest.digest()));
    }
}
