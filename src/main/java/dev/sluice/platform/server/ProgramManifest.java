package dev.sluice.platform.server;

import dev.sluice.platform.EnvironmentSettings.BadSetting;
import dev.sluice.platform.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was unpacked: the digest of the archive in the first line, then the digest and the name of each file. */
final class ProgramManifest {
    private static final String NAME = "manifest";
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private ProgramManifest() {}

    static void write(Path folder, String archive, Map<String, String> digests) throws IOException {
        StringBuilder lines = new StringBuilder(archive).append('\n');
        digests.forEach(
                (name, digest) -> lines.append(digest).append(' ').append(name).append('\n'));
        PrivateFiles.write(folder.resolve(NAME), lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The same for programs of another version: their folder has its name from the archive that the manifest names. */
    static void check(Path folder) throws IOException {
        Path manifest = folder.resolve(NAME);
        String archive =
                Files.isRegularFile(manifest) ? Files.readAllLines(manifest).getFirst() : "";
        if (archive.length() < 16 || !folder.getFileName().toString().endsWith("-" + archive.substring(0, 16))) {
            throw changed(folder, manifest);
        }
        check(folder, archive);
    }

    /** Stops the start at the first file that is another's, may be written by others, or was changed. */
    static void check(Path folder, String archive) throws IOException {
        Path probe = Files.createTempFile(folder.getParent(), "probe", "");
        UserPrincipal us = Files.getOwner(probe);
        Files.delete(probe);
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.toList();
        }
        for (Path file : files) {
            requirePrivate(file, us);
        }
        Path manifest = folder.resolve(NAME);
        List<String> lines = Files.isRegularFile(manifest) ? Files.readAllLines(manifest) : List.of("");
        if (!lines.getFirst().equals(archive)) {
            throw changed(folder, manifest);
        }
        Map<String, String> expected = new TreeMap<>();
        lines.stream().skip(1).forEach(line -> expected.put(line.substring(65), line.substring(0, 64)));
        for (Path file : files) {
            if (!Files.isDirectory(file) && !Files.isSymbolicLink(file) && !file.equals(manifest)) {
                @Nullable
                String digest = expected.remove(folder.relativize(file).toString());
                if (!Bundle.digest(file).equals(digest)) {
                    throw changed(folder, file);
                }
            }
        }
        if (!expected.isEmpty()) {
            throw changed(folder, folder.resolve(expected.keySet().iterator().next()));
        }
    }

    private static void requirePrivate(Path file, UserPrincipal us) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.owner().equals(us)) {
            throw new BadSetting("SLUICE_DATA: " + file + " belongs to the user "
                    + attributes.owner().getName() + " and would be run as " + us.getName()
                    + "; find out who put it there, remove it and start again.");
        }
        if (!attributes.isSymbolicLink() && attributes.permissions().stream().anyMatch(OTHERS::contains)) {
            throw new BadSetting("SLUICE_DATA: other users may write " + file
                    + ", which Sluice would run; remove the folder above it and start again.");
        }
    }

    private static BadSetting changed(Path folder, Path file) {
        return new BadSetting("SLUICE_DATA: " + file + " is not the file that Sluice unpacked; remove " + folder
                + " and start again.");
    }
}
