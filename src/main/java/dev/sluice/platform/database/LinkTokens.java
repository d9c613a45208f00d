package dev.sluice.platform.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.platform.Crypto;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Texts for links in mails that hold what they stand for and show nothing of it: encrypted and authenticated by
 * the workspace's secret, for one purpose each, without an end of their own.
 */
@Component
public class LinkTokens {
    /** What a token held, and whose it is. */
    public record OpenedToken(int workspace, String content) {}

    private static final int MAX_LENGTH = 1_000;
    private static final int WORKSPACE = 4;

    private final LinkTokenRows rows;
    private final Tenancy tenancy;
    private final Cache<Integer, SecretKeySpec> secrets =
            Caffeine.newBuilder().maximumSize(10_000).build();

    LinkTokens(LinkTokenRows rows, Tenancy tenancy) {
        this.rows = rows;
        this.tenancy = tenancy;
    }

    /** A token for the content; a workspace's first one writes its secret. */
    public String close(int workspace, String purpose, String content) {
        byte[] closed = Crypto.encrypt(secret(workspace), workspace, purpose, content);
        return encoded(ByteBuffer.allocate(WORKSPACE + closed.length)
                .putInt(workspace)
                .put(closed)
                .array());
    }

    /** What the token holds, or nothing when it was cut, changed, made up, or made for another purpose. */
    public Optional<OpenedToken> open(String purpose, @Nullable String token) {
        if (token == null || token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        if (bytes.length < WORKSPACE || !encoded(bytes).equals(token)) {
            return Optional.empty();
        }
        int workspace = ByteBuffer.wrap(bytes).getInt();
        SecretKeySpec secret = secrets.getIfPresent(workspace);
        secret = secret == null ? tenancy.read(workspace, () -> stored(workspace)) : secret;
        return secret == null
                ? Optional.empty()
                : Crypto.decrypt(secret, workspace, purpose, Arrays.copyOfRange(bytes, WORKSPACE, bytes.length))
                        .map(content -> new OpenedToken(workspace, content));
    }

    /** The last character may hold bits that no byte needs; a token is valid in one spelling only. */
    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private SecretKeySpec secret(int workspace) {
        SecretKeySpec secret = secrets.getIfPresent(workspace);
        return secret != null
                ? secret
                : tenancy.in(workspace, () -> {
                    SecretKeySpec stored = stored(workspace);
                    if (stored == null) {
                        rows.add(workspace, Crypto.random(32));
                        stored = stored(workspace);
                    }
                    if (stored == null) {
                        throw new IllegalStateException("workspace " + workspace + " has no secret for its links");
                    }
                    SecretKeySpec found = stored;
                    Tenancy.afterCommit(() -> secrets.put(workspace, found));
                    return found;
                });
    }

    private @Nullable SecretKeySpec stored(int workspace) {
        byte[] secret = rows.secret(workspace);
        return secret == null ? null : Crypto.cipherKey(secret);
    }
}
