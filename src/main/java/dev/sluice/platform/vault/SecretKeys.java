package dev.sluice.platform.vault;

import dev.sluice.platform.Crypto;
import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.EnvironmentSettings.BadSetting;
import dev.sluice.platform.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The key of the {@link Vault}: SLUICE_SECRET_KEY, or the content of the file that SLUICE_SECRET_KEY_FILE names, or else
 * of secret.key in the data folder, which is made when it is first needed. The previous key, while it is being changed,
 * is SLUICE_PREVIOUS_SECRET_KEY or the content of a file beside the other with ".previous" after its name.
 */
@Component
class SecretKeys {
    private final @Nullable String given;
    private final Path file;
    private final @Nullable String givenPrevious;
    private volatile @Nullable SecretKeySpec current;

    SecretKeys(EnvironmentSettings settings) {
        this.given = settings.get("SLUICE_SECRET_KEY");
        this.givenPrevious = settings.get("SLUICE_PREVIOUS_SECRET_KEY");
        String elsewhere = settings.get("SLUICE_SECRET_KEY_FILE");
        this.file = elsewhere == null ? settings.data().resolve("secret.key") : Path.of(elsewhere);
        if (given != null && elsewhere != null) {
            throw new BadSetting("SLUICE_SECRET_KEY and SLUICE_SECRET_KEY_FILE are both set; leave one out.");
        }
    }

    SecretKeySpec current() {
        SecretKeySpec known = current;
        if (known == null) {
            known = key(given == null ? kept() : given);
            current = known;
        }
        return known;
    }

    Optional<SecretKeySpec> previous() {
        Path before = file.resolveSibling(file.getFileName() + ".previous");
        if (givenPrevious != null) {
            return Optional.of(key(givenPrevious));
        }
        return given == null && Files.exists(before) ? Optional.of(key(read(before))) : Optional.empty();
    }

    /** Whether the key is in a file that is not there. */
    boolean isMissing() {
        return given == null && !Files.exists(file);
    }

    /** The key's place in words. */
    String place() {
        return given == null ? "the file " + file : "SLUICE_SECRET_KEY";
    }

    private static SecretKeySpec key(String text) {
        return Crypto.cipherKey(Crypto.hash(text));
    }

    private String kept() {
        try {
            if (!Files.exists(file)) {
                byte[] fresh = Base64.getEncoder().encode(Crypto.random(32));
                Path folder = file.toAbsolutePath().getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                PrivateFiles.write(file, fresh);
                return new String(fresh, StandardCharsets.US_ASCII);
            }
        } catch (FileAlreadyExistsException anotherWasFirst) {
            return read(file);
        } catch (IOException failure) {
            throw new BadSetting("SLUICE_SECRET_KEY_FILE: the key file " + file
                    + " can't be made; let Sluice write there, or set SLUICE_SECRET_KEY.");
        }
        return read(file);
    }

    private static String read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (text.isBlank()) {
                throw new BadSetting(
                        "SLUICE_SECRET_KEY_FILE: the key file " + file + " is empty; put it back from a backup.");
            }
            return text;
        } catch (IOException failure) {
            throw new BadSetting("SLUICE_SECRET_KEY_FILE: the key file " + file
                    + " can't be read; give Sluice the right to read it.");
        }
    }
}
