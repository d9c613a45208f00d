package dev.sluice.platform.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the data folder that belong to the database: uploads under way, and the key of stored passwords. */
final class DataFiles {
    static final String FOLDER = "files/";
    static final String KEY = "secret.key";
    private static final String UPLOADS = "uploads";
    private static final Pattern NAME = Pattern.compile("uploads/[\\w.-]+|" + Pattern.quote(KEY));

    private DataFiles() {}

    /** Whether the folder holds something that a restore would write over; a key alone is someone's for this restore. */
    static boolean isTaken(Path data) {
        return Files.exists(data.resolve("postgres")) || !uploads(data).isEmpty();
    }

    /** Writes the files; the key only into an encrypted backup. Returns whether it did. */
    static boolean write(Path data, ArchiveWriter archive, boolean encrypted) throws IOException, SQLException {
        for (Path upload : uploads(data)) {
            write(archive, UPLOADS + "/" + upload.getFileName(), upload);
        }
        Path key = data.resolve(KEY);
        boolean holdsKey = encrypted && Files.exists(key);
        if (holdsKey) {
            write(archive, KEY, key);
        }
        return holdsKey;
    }

    private static void write(ArchiveWriter archive, String name, Path file) throws IOException, SQLException {
        InputStream in;
        try {
            in = Files.newInputStream(file);
        } catch (NoSuchFileException over) {
            return; // its import has ended meanwhile
        }
        try (in) {
            archive.entry(FOLDER + name, out -> {
                in.transferTo(out);
                return 0;
            });
        }
    }

    /** Writes one file of a backup into the folder; a key that is there already stays. */
    static void restore(Path data, String name, InputStream in) throws IOException {
        String file = name.substring(FOLDER.length());
        if (!NAME.matcher(file).matches() || file.endsWith("/..") || file.endsWith("/.")) {
            throw new IOException("a file of the name " + file);
        }
        Path to = data.resolve(file);
        if (file.equals(KEY) && Files.exists(to)) {
            return;
        }
        Files.createDirectories(to.getParent());
        Path part = to.resolveSibling(to.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
        Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
    }

    static void deleteUploads(Path data) throws IOException {
        for (Path upload : uploads(data)) {
            Files.delete(upload);
        }
    }

    private static List<Path> uploads(Path data) {
        try (Stream<Path> files = Files.list(data.resolve(UPLOADS))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException none) {
            return List.of();
        }
    }
}
