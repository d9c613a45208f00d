package dev.sluice.form;

import dev.sluice.platform.Crypto;
import dev.sluice.platform.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Signs values that a page carries and its visitor must not change; each signature is valid for one purpose. */
public final class SignedState {
    private static final int MAX_LENGTH = 8_000;
    private final SecretKeySpec secret;

    public SignedState(byte[] secret) {
        this.secret = Crypto.signingKey(secret);
    }

    public String close(String purpose, Map<String, ?> content) {
        byte[] json = Json.write(content).getBytes(StandardCharsets.UTF_8);
        return encode(json) + "." + encode(Crypto.sign(secret, purpose, json));
    }

    /** The signed values; empty when they are missing, truncated, changed, or signed for another purpose. */
    public Optional<Map<String, Object>> open(String purpose, @Nullable String sealed) {
        if (sealed == null || sealed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        int dot = sealed.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            byte[] json = Base64.getUrlDecoder().decode(sealed.substring(0, dot));
            byte[] signature = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
            if (!Crypto.isSigned(secret, purpose, json, signature)) {
                return Optional.empty();
            }
            return Optional.of(Json.object(new String(json, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | JacksonException _) {
            return Optional.empty();
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
