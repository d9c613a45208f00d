package dev.sluice.workspace;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.platform.database.Tenancy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the workspace behind a public door: an API key, a write key, a form's address, an invitation. What
 * was found is believed for under a second, so that closing a door takes effect within one on every node.
 */
@Component
public class PublicKeys {
    /** The kinds of door. */
    public enum Kind {
        API_KEY,
        WRITE_KEY,
        FORM,
        INVITATION;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a door opens; {@code key} and {@code scopes} are 0 and none for doors that are no keys. */
    public record OpenedKey(int workspace, int key, Set<Scope> scopes) {}

    private record PublicKey(Kind kind, String opens) {}

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final Cache<PublicKey, Optional<OpenedKey>> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMillis(900))
            .build();

    PublicKeys(JdbcClient jdbc, Tenancy tenancy, InstantSource clock) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** What the token (or a form's address) opens; null when nothing, also when the key is revoked or has expired. */
    public @Nullable OpenedKey open(Kind kind, String token) {
        if (token.isBlank() || token.length() > 500) {
            return null;
        }
        PublicKey door = door(kind, token);
        return known.get(door, this::look).orElse(null);
    }

    /** Puts up a door without a key of its own; false when another workspace, or this one, has it already. */
    public boolean claim(Kind kind, String token, int workspace) {
        PublicKey door = door(kind, token);
        boolean claimed =
                jdbc.sql("INSERT INTO public_key (kind, opens, workspace_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                                .params(kind.code(), door.opens(), workspace)
                                .update()
                        == 1;
        Tenancy.afterCommit(() -> known.invalidate(door));
        return claimed;
    }

    /** Takes a workspace's door down. */
    public void release(Kind kind, String token, int workspace) {
        close(door(kind, token), workspace);
    }

    /** Takes down the door of a key of which only the hash is known. */
    void close(Kind kind, String hash, int workspace) {
        close(new PublicKey(kind, hash), workspace);
    }

    /** What is stored of a token. */
    public static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static PublicKey door(Kind kind, String token) {
        return new PublicKey(kind, kind == Kind.FORM ? token : hash(token));
    }

    private void close(PublicKey door, int workspace) {
        jdbc.sql("DELETE FROM public_key WHERE kind = ? AND opens = ? AND workspace_id = ?")
                .params(door.kind().code(), door.opens(), workspace)
                .update();
        Tenancy.afterCommit(() -> known.invalidate(door));
    }

    private Optional<OpenedKey> look(PublicKey door) {
        Optional<Integer> workspace = jdbc.sql("SELECT workspace_id FROM public_key WHERE kind = ? AND opens = ?")
                .params(door.kind().code(), door.opens())
                .query(Integer.class)
                .optional();
        return switch (door.kind()) {
            case FORM, INVITATION -> workspace.map(id -> new OpenedKey(id, 0, Set.of()));
            case API_KEY, WRITE_KEY -> workspace.flatMap(id -> key(id, door));
        };
    }

    private Optional<OpenedKey> key(int workspace, PublicKey door) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT id, scopes FROM api_key
                        WHERE workspace_id = ? AND kind = ? AND hash = ? AND revoked_at IS NULL
                          AND (expires_at IS NULL OR expires_at > ?)""")
                        .params(workspace, door.kind().code(), door.opens(), Timestamp.from(clock.instant()))
                        .query((row, number) -> {
                            Array scopes = row.getArray("scopes");
                            return new OpenedKey(workspace, row.getInt("id"), Scope.all(Arrays.asList((String[])
                                    scopes.getArray())));
                        })
                        .optional());
    }
}
