package dev.sluice.workspace.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.platform.web.ClientAddress;
import dev.sluice.workspace.ApiKeys;
import dev.sluice.workspace.PublicKeys;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Limits how many passwords are tried: at most 20 for one account in any ten minutes from unknown browsers. A browser in
 * which the account's user has signed in before has a budget of its own, so that guesses never lock the user out.
 */
@Component
public class SignInLimits {
    private static final String COOKIE = "device";
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final KnownDeviceRows devices;
    private final InstantSource clock;
    private final Cache<String, Bucket> budgets = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterAccess(Duration.ofMinutes(20))
            .build();

    SignInLimits(KnownDeviceRows devices, InstantSource clock) {
        this.devices = devices;
        this.clock = clock;
    }

    /** Whether one more password may be tried for that account; the same for accounts that do not exist. */
    public boolean mayTry(HttpServletRequest request, String email) {
        String device = device(request);
        if (device != null && devices.contains(device, email)) {
            return budget("device:" + device, 10).tryConsume(1);
        }
        return budget("account:" + email, 10).tryConsume(1)
                && budget("network:" + ClientAddress.network(request), 50).tryConsume(1);
    }

    /** Returns what a correct password used up, so that only guesses count. */
    void wasRight(HttpServletRequest request, String email) {
        budget("account:" + email, 10).addTokens(1);
        budget("network:" + ClientAddress.network(request), 50).addTokens(1);
    }

    /** Remembers the browser as one in which this user has signed in. */
    void remember(HttpServletRequest request, HttpServletResponse response, int user) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        String token = cookie == null || cookie.getValue().length() != 43 ? ApiKeys.token("") : cookie.getValue();
        devices.add(user, PublicKeys.hash(token), clock.instant());
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, token)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .path("/sign-in")
                        .maxAge(Duration.ofDays(365))
                        .build()
                        .toString());
    }

    /** A full budget and its refill within the window make at most twice {@code half} in any window. */
    private Bucket budget(String of, int half) {
        return budgets.get(
                of,
                name -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(half).refillGreedy(half, WINDOW))
                        .withCustomTimePrecision(new Meter(clock))
                        .build());
    }

    private static @Nullable String device(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null ? null : PublicKeys.hash(cookie.getValue());
    }

    private record Meter(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return clock.millis() * 1_000_000;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
