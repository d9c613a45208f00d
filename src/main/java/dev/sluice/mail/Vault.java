package dev.sluice.mail;

import dev.sluice.platform.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Encrypts passwords of other servers before they are stored. The key is SLUICE_SECRET_KEY, or else a file in the data
 * folder that is made with the first password; a copy of the database alone gives none away.
 */
@Component
public class Vault {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Settings settings;
    private volatile @Nullable SecretKeySpec key;

    Vault(Settings settings) {
        this.settings = settings;
    }

    /** The text, encrypted; {@code purpose} must be the same when it is opened. */
    public byte[] close(int workspace, String purpose, String text) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, workspace, purpose, nonce)
                    .doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE + closed.length)
                    .put(nonce)
                    .put(closed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What was encrypted; empty when it was with another key, so that the password must be entered again. */
    public Optional<String> open(int workspace, String purpose, byte[] closed) {
        try {
            byte[] nonce = ByteBuffer.wrap(closed).slice(0, NONCE).array();
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, workspace, purpose, java.util.Arrays.copyOf(nonce, NONCE));
            return Optional.of(
                    new String(cipher.doFinal(closed, NONCE, closed.length - NONCE), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IndexOutOfBoundsException otherKey) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, int workspace, String purpose, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((workspace + "\n" + purpose).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private SecretKeySpec key() throws GeneralSecurityException {
        SecretKeySpec known = key;
        if (known == null) {
            String given = settings.get("SLUICE_SECRET_KEY");
            String text = given == null ? kept(settings.data().resolve("secret.key")) : given;
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            known = new SecretKeySpec(hash, "AES");
            key = known;
        }
        return known;
    }

    private static String kept(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                byte[] fresh = new byte[32];
                RANDOM.nextBytes(fresh);
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
