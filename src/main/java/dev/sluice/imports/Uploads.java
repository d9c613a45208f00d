package dev.sluice.imports;

import dev.sluice.imports.csv.CharsetDetector;
import dev.sluice.imports.csv.FileLayout;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The files under way, in the data folder; each stays until its import is over. */
@Component
class Uploads {
    /**
     * A file as it was kept: where, its hash and size, and in which encoding it seems to be.
     *
     * @param possible encodings among which somebody has to choose; empty where it is certain
     */
    record StoredUpload(
            String name, String sha256, long bytes, String encoding, boolean damaged, List<String> possible) {}

    private final Path folder;

    Uploads(EnvironmentSettings settings) {
        this.folder = settings.data().resolve("uploads");
    }

    StoredUpload keep(InputStream upload) {
        String name = UUID.randomUUID() + ".csv";
        Path file = path(name);
        CharsetDetector encodings = new CharsetDetector();
        long bytes = 0;
        MessageDigest hash = sha256();
        try {
            PrivateFiles.folder(folder);
            try (OutputStream out = PrivateFiles.create(file)) {
                byte[] part = new byte[1 << 16];
                for (int read = upload.read(part); read >= 0; read = upload.read(part)) {
                    encodings.feed(part, read);
                    hash.update(part, 0, read);
                    out.write(part, 0, read);
                    bytes += read;
                }
            }
        } catch (IOException failure) {
            remove(name);
            throw new UncheckedIOException("the upload could not be kept", failure);
        }
        String fault = encodings.empty() ? "The file is empty." : encodings.notText();
        if (fault != null) {
            remove(name);
            throw new BadInput("file", fault);
        }
        return new StoredUpload(
                name,
                HexFormat.of().formatHex(hash.digest()),
                bytes,
                encodings.name(),
                encodings.damaged(),
                encodings.possible());
    }

    /** The file's layout, with what the caller says instead of what was found. */
    FileLayout layout(StoredUpload kept, @Nullable String encoding, @Nullable String separator) throws IOException {
        if (encoding != null && CharsetDetector.named(encoding) == null) {
            throw new BadInput("encoding", "\"" + encoding + "\" is no known encoding; write one such as UTF-8.");
        }
        String asked = "tab".equals(separator) ? "\t" : separator;
        if (asked != null && (asked.length() != 1 || ",;\t|".indexOf(asked.charAt(0)) < 0)) {
            throw new BadInput("separator", "The separator is one of , ; | and tab.");
        }
        boolean damaged = kept.damaged() && (encoding == null || encoding.equalsIgnoreCase("UTF-8"));
        FileLayout layout =
                FileLayout.of(path(kept.name()), encoding == null ? kept.encoding() : encoding, damaged, asked);
        return encoding == null ? layout.among(kept.possible()) : layout;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    void remove(String name) {
        try {
            Files.deleteIfExists(path(name));
        } catch (IOException stays) {
            throw new UncheckedIOException("an upload could not be removed", stays);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
