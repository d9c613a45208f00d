package dev.sluice.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Texts for links in mails that hold what they stand for and show nothing of it: encrypted and authenticated by
 * the workspace's secret, for one purpose each, without an end of their own.
 */
@Component
public class Tokens {
    /** What a token held, and whose it is. */
    public record Opened(int workspace, String content) {}

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LONGEST = 1_000;
    private static final int WORKSPACE = 4;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Cache<Integer, SecretKeySpec> known =
            Caffeine.newBuilder().maximumSize(10_000).build();

    Tokens(JdbcClient jdbc, Tenancy tenancy) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
    }

    /** A token for the content; a workspace's first one writes its secret. */
    public String close(int workspace, String purpose, String content) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, secret(workspace), workspace, purpose, nonce)
                    .doFinal(content.getBytes(StandardCharsets.UTF_8));
            byte[] token = ByteBuffer.allocate(WORKSPACE + NONCE + closed.length)
                    .putInt(workspace)
                    .put(nonce)
                    .put(closed)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What the token holds, or nothing when it was cut, changed, made up, or made for another purpose. */
    public Optional<Opened> open(String purpose, @Nullable String token) {
        if (token == null || token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length < WORKSPACE + NONCE || !encoded(bytes).equals(token)) {
                return Optional.empty();
            }
            ByteBuffer read = ByteBuffer.wrap(bytes);
            int workspace = read.getInt();
            byte[] nonce = new byte[NONCE];
            read.get(nonce);
            byte[] closed = new byte[read.remaining()];
            read.get(closed);
            SecretKeySpec secret = known.getIfPresent(workspace);
            secret = secret == null ? tenancy.read(workspace, () -> stored(workspace)) : secret;
            if (secret == null) {
                return Optional.empty();
            }
            byte[] content = cipher(Cipher.DECRYPT_MODE, secret, workspace, purpose, nonce)
                    .doFinal(closed);
            return Optional.of(new Opened(workspace, new String(content, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | AEADBadTagException forged) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The last character may hold bits that no byte needs; a token is valid in one spelling only. */
    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Cipher cipher(int mode, SecretKeySpec secret, int workspace, String purpose, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((workspace + "\n" + purpose).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private SecretKeySpec secret(int workspace) {
        SecretKeySpec secret = known.getIfPresent(workspace);
        return secret != null
                ? secret
                : tenancy.in(workspace, () -> {
                    SecretKeySpec stored = stored(workspace);
                    if (stored == null) {
                        byte[] fresh = new byte[32];
                        RANDOM.nextBytes(fresh);
                        jdbc.sql("INSERT INTO token_key (workspace_id, secret) VALUES (?, ?) ON CONFLICT DO NOTHING")
                                .params(workspace, fresh)
                                .update();
                        stored = stored(workspace);
                    }
                    if (stored == null) {
                        throw new IllegalStateException("workspace " + workspace + " has no secret for its links");
                    }
                    SecretKeySpec found = stored;
                    Tenancy.afterCommit(() -> known.put(workspace, found));
                    return found;
                });
    }

    private @Nullable SecretKeySpec stored(int workspace) {
        return jdbc.sql("SELECT secret FROM token_key WHERE workspace_id = ?")
                .param(workspace)
                .query(byte[].class)
                .optional()
                .map(bytes -> new SecretKeySpec(bytes, "AES"))
                .orElse(null);
    }
}
