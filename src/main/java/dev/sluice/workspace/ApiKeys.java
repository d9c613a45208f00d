package dev.sluice.workspace;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** API keys, of which only a hash is kept, and write keys, which stand in web pages and are no secret. */
@Component
public class ApiKeys {
    /** A line of the list of keys. */
    public record ApiKeySummary(
            int id,
            PublicKeys.Kind kind,
            String name,
            String hint,
            @Nullable String publicToken,
            List<String> scopes,
            Instant made,
            @Nullable Instant expires,
            @Nullable Instant revoked,
            @Nullable Instant lastUsed) {
        public boolean open(Instant now) {
            return revoked == null && (expires == null || expires.isAfter(now));
        }
    }

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final PublicKeys doors;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Cache<Integer, Long> noted =
            Caffeine.newBuilder().maximumSize(10_000).build();

    ApiKeys(JdbcClient jdbc, Tenancy tenancy, PublicKeys doors, AuditLog audit, InstantSource clock) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.doors = doors;
        this.clock = clock;
    }

    /** A new token that nobody can guess. */
    public static String token(String prefix) {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The newest write key in use, for snippets; null when the workspace has none. */
    public @Nullable String writeKey(int workspace) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT public_token FROM api_key
                        WHERE workspace_id = ? AND kind = 'write_key' AND revoked_at IS NULL
                          AND (expires_at IS NULL OR expires_at > ?)
                        ORDER BY id DESC LIMIT 1""")
                        .params(workspace, Timestamp.from(clock.instant()))
                        .query(String.class)
                        .optional()
                        .orElse(null));
    }

    /** Adds a key of the caller's making; false when that token opens a door already. */
    public boolean add(
            int workspace,
            PublicKeys.Kind kind,
            String token,
            String name,
            Set<Scope> scopes,
            @Nullable Integer by,
            @Nullable Instant expires) {
        return tenancy.in(workspace, () -> {
            if (!doors.claim(kind, token, workspace)) {
                return false;
            }
            jdbc.sql("""
                            INSERT INTO api_key (workspace_id, kind, name, hash, hint, public_token, scopes, created_by,
                                                 created_at, expires_at)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(workspace, kind.code(), name, PublicKeys.hash(token), token.substring(token.length() - 4))
                    .param(kind == PublicKeys.Kind.WRITE_KEY ? token : null)
                    .param(scopes.stream().map(Scope::code).toArray(String[]::new))
                    .param(by)
                    .param(Timestamp.from(clock.instant()))
                    .param(expires == null ? null : Timestamp.from(expires))
                    .update();
            return true;
        });
    }

    public List<ApiKeySummary> all(int workspace) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT id, kind, name, hint, public_token, scopes, created_at, expires_at, revoked_at, last_used_at
                        FROM api_key WHERE workspace_id = ? ORDER BY revoked_at NULLS FIRST, id DESC""")
                        .param(workspace)
                        .query((row, number) -> new ApiKeySummary(
                                row.getInt("id"),
                                PublicKeys.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                                row.getString("name"),
                                row.getString("hint"),
                                row.getString("public_token"),
                                Arrays.asList((String[]) row.getArray("scopes").getArray()),
                                row.getTimestamp("created_at").toInstant(),
                                instant(row.getTimestamp("expires_at")),
                                instant(row.getTimestamp("revoked_at")),
                                instant(row.getTimestamp("last_used_at"))))
                        .list());
    }

    /** Closes a key's door for good. */
    public void revoke(Member by, int key) {
        record Closed(PublicKeys.Kind kind, String hash, String name) {}
        tenancy.in(by.workspace(), () -> {
            Closed closed = jdbc.sql("""
                            UPDATE api_key SET revoked_at = COALESCE(revoked_at, ?) WHERE workspace_id = ? AND id = ?
                            RETURNING kind, hash, name""")
                    .params(Timestamp.from(clock.instant()), by.workspace(), key)
                    .query((row, number) -> new Closed(
                            PublicKeys.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                            row.getString("hash"),
                            row.getString("name")))
                    .optional()
                    .orElseThrow(() -> new NotFound("key"));
            doors.close(closed.kind(), closed.hash(), by.workspace());
            audit.note(by, "key revoked", closed.name(), Map.of());
        });
    }

    /** Notes that a key was used; at most once a minute, since it costs a write. */
    public void used(int workspace, int key) {
        long now = clock.millis();
        Long before = noted.getIfPresent(key);
        if (before != null && now - before < 60_000) {
            return;
        }
        noted.put(key, now);
        tenancy.in(workspace, () -> {
            jdbc.sql("UPDATE api_key SET last_used_at = ? WHERE workspace_id = ? AND id = ?")
                    .params(Timestamp.from(Instant.ofEpochMilli(now)), workspace, key)
                    .update();
        });
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
