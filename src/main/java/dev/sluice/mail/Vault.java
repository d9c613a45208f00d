package dev.sluice.mail;

import dev.sluice.platform.Crypto;
import dev.sluice.platform.EnvironmentSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Encrypts passwords of other servers before they are stored. The key is SLUICE_SECRET_KEY, or else a file in the data
 * folder that is made with the first password; a copy of the database alone gives none away.
 */
@Component
public class Vault {
    private final EnvironmentSettings settings;
    private volatile @Nullable SecretKeySpec key;

    Vault(EnvironmentSettings settings) {
        this.settings = settings;
    }

    /** The text, encrypted; {@code purpose} must be the same when it is opened. */
    public byte[] close(int workspace, String purpose, String text) {
        return Crypto.encrypt(key(), workspace, purpose, text);
    }

    /** What was encrypted; empty when it was with another key, so that the password must be entered again. */
    public Optional<String> open(int workspace, String purpose, byte[] closed) {
        return Crypto.decrypt(key(), workspace, purpose, closed);
    }

    private SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            String given = settings.get("SLUICE_SECRET_KEY");
            String text = given == null ? kept(settings.data().resolve("secret.key")) : given;
            known = Crypto.cipherKey(Crypto.hash(text));
            key = known;
        }
        return known;
    }

    private static String kept(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                byte[] fresh = Crypto.random(32);
                try (var out = Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                    out.write(ByteBuffer.wrap(Base64.getEncoder().encode(fresh)));
                } catch (FileAlreadyExistsException anotherWasFirst) {
                    return Files.readString(file);
                }
            }
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("The key file " + file + " cannot be read or made", failure);
        }
    }
}
