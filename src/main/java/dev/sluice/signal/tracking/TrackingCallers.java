package dev.sluice.signal.tracking;

import dev.sluice.platform.Forbidden;
import dev.sluice.signal.kind.Trust;
import dev.sluice.workspace.ApiKeys;
import dev.sluice.workspace.CallLimits;
import dev.sluice.workspace.PublicKeys;
import dev.sluice.workspace.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Identifies the callers of the tracking API by the key in a header or in the body. */
@Component
class TrackingCallers {
    /** The workspace of a call, and how far its signals are trusted. */
    record Caller(int workspace, Trust trust) {}

    /** The key is missing or unknown. */
    static final class NoKey extends RuntimeException {}

    private final PublicKeys publicKeys;
    private final ApiKeys keys;
    private final CallLimits limits;

    TrackingCallers(PublicKeys publicKeys, ApiKeys keys, CallLimits limits) {
        this.limits = limits;
        this.publicKeys = publicKeys;
        this.keys = keys;
    }

    /** A write key is public, so anyone may hold it; an API key is a server's, and needs the scope. */
    Caller caller(HttpServletRequest request, Map<String, Object> body) {
        String header = request.getHeader("Authorization");
        String key = bearer(header);
        if (key == null) {
            key = basicUser(header);
        }
        if (key == null && body.get("writeKey") instanceof String inBody) {
            key = inBody;
        }
        if (key == null) {
            throw new NoKey();
        }
        limits.beforeLookup(request, key);
        PublicKeys.OpenedKey open = publicKeys.open(PublicKeys.Kind.WRITE_KEY, key);
        if (open != null) {
            limits.right(key);
            limits.publicCall(request, open);
            return new Caller(open.workspace(), Trust.BROWSER);
        }
        PublicKeys.OpenedKey server = publicKeys.open(PublicKeys.Kind.API_KEY, key);
        if (server == null) {
            limits.wrong(request);
            throw new NoKey();
        }
        limits.right(key);
        limits.serverCall(server);
        if (!server.scopes().contains(Scope.SIGNALS_WRITE)) {
            throw new Forbidden("This key lacks the scope " + Scope.SIGNALS_WRITE.code() + ".");
        }
        keys.used(server.workspace(), server.key());
        return new Caller(server.workspace(), Trust.SERVER);
    }

    private static @Nullable String bearer(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).strip()
                : null;
    }

    private static @Nullable String basicUser(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? pair : pair.substring(0, colon);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
