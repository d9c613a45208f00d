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
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * How many passwords are tried: at most 20 of an account in any ten minutes by strangers, whoever they are.
 * A browser in which the account's user has signed in before has a budget of its own, so that guessing by
 * strangers never locks the user out.
 */
@Component
public class SignInLimits {
    private static final String COOKIE = "device";
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Cache<String, Bucket> budgets = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterAccess(Duration.ofMinutes(20))
            .build();

    SignInLimits(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether one more password of that account may be tried; says the same for accounts that do not exist. */
    public boolean mayTry(HttpServletRequest request, String email) {
        String device = device(request);
        if (device != null && knows(device, email)) {
            return budget("device:" + device, 10).tryConsume(1);
        }
        return budget("account:" + email, 10).tryConsume(1)
                && budget("network:" + ClientAddress.network(request), 50).tryConsume(1);
    }

    /** Gives back what a right password took, so that only guesses count. */
    void wasRight(HttpServletRequest request, String email) {
        budget("account:" + email, 10).addTokens(1);
        budget("network:" + ClientAddress.network(request), 50).addTokens(1);
    }

    /** Remembers the browser as one in which this user has signed in. */
    void remember(HttpServletRequest request, HttpServletResponse response, int user) {
        Cookie known = WebUtils.getCookie(request, COOKIE);
        String token = known == null || known.getValue().length() != 43 ? ApiKeys.token("") : known.getValue();
        jdbc.sql("INSERT INTO known_device (user_id, hash, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                .params(user, PublicKeys.hash(token), Timestamp.from(clock.instant()))
                .update();
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

    private boolean knows(String device, String email) {
        return jdbc.sql("""
                        SELECT count(*) FROM known_device d JOIN app_user u ON u.id = d.user_id
                        WHERE d.hash = ? AND u.email = ?""")
                .params(device, email)
                .query((row, number) -> row.getInt(1) > 0)
                .single();
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
