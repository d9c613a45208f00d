package dev.sluice.workspace;

import dev.sluice.platform.Tenancy;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** API keys, of which only a hash is kept, and write keys, which stand in web pages and are no secret. */
@Component
public class ApiKeys {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Doors doors;
    private final InstantSource clock;

    ApiKeys(JdbcClient jdbc, Tenancy tenancy, Doors doors, InstantSource clock) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.doors = doors;
        this.clock = clock;
    }

    /** A new token that nobody can guess. */
    static String token(String prefix) {
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
    boolean add(
            int workspace,
            Doors.Kind kind,
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
                    .params(workspace, kind.code(), name, Doors.hash(token), token.substring(token.length() - 4))
                    .param(kind == Doors.Kind.WRITE_KEY ? token : null)
                    .param(scopes.stream().map(Scope::code).toArray(String[]::new))
                    .param(by)
                    .param(Timestamp.from(clock.instant()))
                    .param(expires == null ? null : Timestamp.from(expires))
                    .update();
            return true;
        });
    }
}
