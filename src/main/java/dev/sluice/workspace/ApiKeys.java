package dev.sluice.workspace;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** API keys, of which only a hash is stored, and write keys, which appear in web pages and are no secret. */
@Component
public class ApiKeys {
    /** One row of the list of keys. */
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

    private final ApiKeyRows rows;
    private final Tenancy tenancy;
    private final PublicKeys publicKeys;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Cache<Integer, Long> lastUsed =
            Caffeine.newBuilder().maximumSize(10_000).build();

    ApiKeys(ApiKeyRows rows, Tenancy tenancy, PublicKeys publicKeys, AuditLog audit, InstantSource clock) {
        this.audit = audit;
        this.rows = rows;
        this.tenancy = tenancy;
        this.publicKeys = publicKeys;
        this.clock = clock;
    }

    /** A new random token. */
    public static String token(String prefix) {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The newest write key in use, for snippets; null when the workspace has none. */
    public @Nullable String writeKey(int workspace) {
        return tenancy.read(
                workspace, () -> rows.newestWriteKey(workspace, clock.instant()).orElse(null));
    }

    /** Adds a key with the given token; false when that token is in use already. */
    public boolean add(
            int workspace,
            PublicKeys.Kind kind,
            String token,
            String name,
            Set<Scope> scopes,
            @Nullable Integer createdBy,
            @Nullable Instant expires) {
        return tenancy.in(workspace, () -> {
            if (!publicKeys.claim(kind, token, workspace)) {
                return false;
            }
            rows.add(workspace, new ApiKeyRows.NewKey(kind, token, name, scopes, createdBy, expires), clock.instant());
            return true;
        });
    }

    public List<ApiKeySummary> all(int workspace) {
        return tenancy.read(workspace, () -> rows.all(workspace));
    }

    /** Revokes a key for good. */
    public void revoke(Member by, int key) {
        tenancy.in(by.workspace(), () -> {
            ApiKeyRows.RevokedKey revoked =
                    rows.revoke(by.workspace(), key, clock.instant()).orElseThrow(() -> new NotFound("key"));
            publicKeys.close(revoked.kind(), revoked.hash(), by.workspace());
            audit.note(by, AuditLog.AuditAction.of(AuditKind.KEY, "key revoked", revoked.name()));
        });
    }

    /** Records that a key was used; at most once a minute, since it costs a write. */
    public void used(int workspace, int key) {
        long now = clock.millis();
        Long before = lastUsed.getIfPresent(key);
        if (before != null && now - before < 60_000) {
            return;
        }
        lastUsed.put(key, now);
        tenancy.in(workspace, () -> rows.used(workspace, key, Instant.ofEpochMilli(now)));
    }
}
