package dev.sluice.form.hosted;

import dev.sluice.form.FormDefinition.Remember;
import dev.sluice.form.LiteralText;
import dev.sluice.platform.StorableText;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/** Recognises a visitor's browser, where the form and the visitor allow it, and reads where they came from. */
final class VisitorTracker {
    static final String COOKIE = "sluice_visitor";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{8,64}");
    private static final Duration A_YEAR = Duration.ofDays(365);
    private static final List<String> CAMPAIGN =
            List.of("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content");

    private VisitorTracker() {}

    /**
     * The visitor's anonymous id: from the cookie where that is allowed, from the page around an embedded form, else a
     * new one that lasts as long as the page.
     */
    static String id(HostedFormViews.Request request, Remember remember) {
        if (optsOut(request)) {
            return UUID.randomUUID().toString();
        }
        String claimed = request.embedded() ? request.parameter("visitor") : null;
        if (claimed != null && ID.matcher(claimed).matches()) {
            return claimed;
        }
        String remembered = remember == Remember.NEVER ? null : cookie(request);
        return remembered == null ? UUID.randomUUID().toString() : remembered;
    }

    /** Whether the browser sends Global Privacy Control. */
    private static boolean optsOut(HostedFormViews.Request request) {
        return "1".equals(request.header("Sec-GPC"));
    }

    /** Stores the id in the visitor's browser, where that is allowed. */
    static void remember(HostedFormViews.Request request, Remember remember, boolean consented, String visitor) {
        boolean may = remember == Remember.ALWAYS || (remember == Remember.AFTER_CONSENT && consented);
        if (!may || optsOut(request) || request.embedded() || visitor.equals(cookie(request))) {
            return;
        }
        request.response()
                .addHeader(
                        "Set-Cookie",
                        ResponseCookie.from(COOKIE, visitor)
                                .path("/") // the links in emails recognise the browser by it, too
                                .maxAge(A_YEAR)
                                .httpOnly(true)
                                .secure(request.servlet().isSecure())
                                .sameSite("Lax")
                                .build()
                                .toString());
    }

    private static @Nullable String cookie(HostedFormViews.Request request) {
        if (request.servlet().getCookies() == null) {
            return null;
        }
        return Arrays.stream(request.servlet().getCookies())
                .filter(cookie -> cookie.getName().equals(COOKIE)
                        && ID.matcher(cookie.getValue()).matches())
                .map(jakarta.servlet.http.Cookie::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Where the visitor came from: the campaign in the address, the page that led here, the page itself. */
    static Map<String, Object> touch(HostedFormViews.Request request) {
        Map<String, Object> touch = new HashMap<>();
        for (String name : CAMPAIGN) {
            put(touch, name, request.parameter(name), 200);
        }
        put(touch, "url", request.embedded() ? request.parameter("url") : pageUrl(request), 500);
        put(touch, "referrer", request.embedded() ? request.parameter("referrer") : request.header("Referer"), 500);
        touch.putIfAbsent("url", pageUrl(request));
        return touch;
    }

    private static String pageUrl(HostedFormViews.Request request) {
        return StorableText.clip(request.servlet().getRequestURL().toString(), 500);
    }

    private static void put(Map<String, Object> touch, String name, @Nullable String value, int maxLength) {
        if (value != null && !value.isBlank()) {
            touch.put(name, StorableText.clip(LiteralText.line(value), maxLength));
        }
    }
}
