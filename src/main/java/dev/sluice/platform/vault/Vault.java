package dev.sluice.platform.vault;

import dev.sluice.platform.Crypto;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Encrypts passwords of other servers before they are stored; a copy of the database alone gives none away. While the
 * key is being changed, what was encrypted with the previous one opens, too.
 */
@Component
public class Vault {
    private final SecretKeys keys;

    Vault(SecretKeys keys) {
        this.keys = keys;
    }

    /** The text, encrypted; {@code purpose} must be the same when it is opened. */
    public byte[] close(int workspace, String purpose, String text) {
        return Crypto.encrypt(keys.current(), workspace, purpose, text);
    }

    /** What was encrypted; empty when it was with another key, so that the password must be entered again. */
    public Optional<String> open(int workspace, String purpose, byte[] closed) {
        return Crypto.decrypt(keys.current(), workspace, purpose, closed)
                .or(() -> keys.previous().flatMap(key -> Crypto.decrypt(key, workspace, purpose, closed)));
    }

    /** The same encrypted with the current key; empty when it is already, or opens with neither. */
    public Optional<byte[]> renewed(int workspace, String purpose, byte[] closed) {
        return Crypto.decrypt(keys.current(), workspace, purpose, closed).isPresent()
                ? Optional.empty()
                : open(workspace, purpose, closed).map(text -> close(workspace, purpose, text));
    }
}
