package dev.sluice.workspace;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.TooManyRequests;
import dev.sluice.platform.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What callers of the tracking API and of the API may send: by key, and by network where anyone may call. */
@Component
public class CallLimits {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** A network may be a large office behind one address; a page view makes one or two calls. */
    private static final int PUBLIC_BY_NETWORK = 3_000;

    private static final int PUBLIC_BY_KEY = 120_000;
    private static final int SERVER_BY_KEY = 600_000;
    private static final int GUESSES = 100;

    private final RequestLimits limits;
    private final long byNetwork;
    private final long byKey;

    /** Tokens that opened something not long ago; they are never taken for guesses. */
    private final Cache<String, Boolean> proven = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(Duration.ofMinutes(30))
            .build();

    CallLimits(RequestLimits limits, EnvironmentSettings settings) {
        this.limits = limits;
        this.byNetwork = setting(settings);
        this.byKey = Math.max(PUBLIC_BY_KEY, byNetwork);
    }

    private static long setting(EnvironmentSettings settings) {
        String text = settings.get("SLUICE_TRACKING_LIMIT");
        try {
            long limit = text == null ? PUBLIC_BY_NETWORK : Long.parseLong(text);
            if (limit > 0) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the sentence below
        }
        throw new EnvironmentSettings.BadSetting(
                "SLUICE_TRACKING_LIMIT must be a number of calls a minute, but is \"" + text + "\".");
    }

    /** One call with a write key, which anyone may hold. */
    public void publicCall(HttpServletRequest request, PublicKeys.OpenedKey key) {
        check(limits.take("tracking " + ClientAddress.network(request), byNetwork, WINDOW));
        check(limits.take("write key " + key.key(), byKey, WINDOW));
    }

    /** One call with an API key. */
    public void serverCall(PublicKeys.OpenedKey key) {
        check(limits.take("API key " + key.key(), SERVER_BY_KEY, WINDOW));
    }

    /** Before a token is looked up: refused where its network has guessed too often, unless it is known to be right. */
    public void beforeLookup(HttpServletRequest request, String token) {
        long seconds = limits.left(guesses(request), GUESSES, WINDOW);
        if (seconds > 0 && proven.getIfPresent(PublicKeys.hash(token)) == null) {
            throw new TooManyRequests(seconds);
        }
    }

    /** The token opened something. */
    public void right(String token) {
        proven.put(PublicKeys.hash(token), true);
    }

    /** The token opened nothing. */
    public void wrong(HttpServletRequest request) {
        limits.take(guesses(request), GUESSES, WINDOW);
    }

    private static String guesses(HttpServletRequest request) {
        return "key guesses " + ClientAddress.network(request);
    }

    private static void check(long seconds) {
        if (seconds > 0) {
            throw new TooManyRequests(seconds);
        }
    }
}
