package dev.sluice.workspace;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.platform.database.Tenancy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the workspace of a public credential: API key, write key, form slug or invitation. Cached for under a second,
 * so that revoking one takes effect within a second on every node.
 */
@Component
public class PublicKeys {
    /** The kinds of public credential. */
    public enum Kind {
        API_KEY,
        WRITE_KEY,
        FORM,
        INVITATION;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The workspace of a credential; {@code key} and {@code scopes} are 0 and none for forms and invitations. */
    public record OpenedKey(int workspace, int key, Set<Scope> scopes) {}

    private record PublicKey(Kind kind, String opens) {}

    private final PublicKeyRows rows;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final Cache<PublicKey, Optional<OpenedKey>> opened = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMillis(900))
            .build();

    PublicKeys(PublicKeyRows rows, Tenancy tenancy, InstantSource clock) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Looks up a token or a form's slug; null when it is unknown, revoked or expired. */
    public @Nullable OpenedKey open(Kind kind, String token) {
        if (token.isBlank() || token.length() > 500) {
            return null;
        }
        PublicKey key = key(kind, token);
        return opened.get(key, this::load).orElse(null);
    }

    /** Reserves a token or slug for the workspace; false when it is in use, also in this workspace. */
    public boolean claim(Kind kind, String token, int workspace) {
        PublicKey key = key(kind, token);
        boolean claimed = rows.add(workspace, kind, key.opens());
        Tenancy.afterCommit(() -> opened.invalidate(key));
        return claimed;
    }

    /** Releases a token or slug of the workspace. */
    public void release(Kind kind, String token, int workspace) {
        close(key(kind, token), workspace);
    }

    /** Releases a key of which only the hash is stored. */
    void close(Kind kind, String hash, int workspace) {
        close(new PublicKey(kind, hash), workspace);
    }

    /** The hash that is stored of a token. */
    public static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }

    private static PublicKey key(Kind kind, String token) {
        return new PublicKey(kind, kind == Kind.FORM ? token : hash(token));
    }

    private void close(PublicKey key, int workspace) {
        rows.delete(workspace, key.kind(), key.opens());
        Tenancy.afterCommit(() -> opened.invalidate(key));
    }

    private Optional<OpenedKey> load(PublicKey key) {
        Optional<Integer> workspace = rows.workspace(key.kind(), key.opens());
        return switch (key.kind()) {
            case FORM, INVITATION -> workspace.map(id -> new OpenedKey(id, 0, Set.of()));
            case API_KEY, WRITE_KEY ->
                workspace.flatMap(
                        id -> tenancy.read(id, () -> rows.validKey(id, key.kind(), key.opens(), clock.instant())));
        };
    }
}
