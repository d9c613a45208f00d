package dev.sluice.signal.origin;

import dev.sluice.platform.StorableText;
import dev.sluice.signal.NewSignal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a person first came from, as their first signal says it. */
public final class FirstTouchAttribution {
    private static final List<String> TOUCH = List.of(
            "url", "referrer", "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "campaign");

    /** Parameters by which a partner's link names itself. */
    private static final List<String> PARTNER = List.of("ref", "source");

    private FirstTouchAttribution() {}

    /**
     * A stated origin, else the campaign's source, else the channel of an advertisement or a medium, else the partner
     * that the link names, else the kind of site that referred; null when nothing says.
     */
    public static @Nullable String of(NewSignal signal) {
        Map<String, Object> data = signal.data();
        String named = first(data, "origin", "utm_source");
        if (named != null) {
            return OriginName.of(named);
        }
        String url = text(data, "url");
        String referrer = text(data, "referrer");
        if (url == null && referrer == null) {
            return null;
        }
        Map<String, String> query = url == null ? Map.of() : query(url);
        Channel paid = paid(query, text(data, "utm_medium"));
        if (paid != null) {
            return paid.words();
        }
        Channel channel = channel(referrer, url);
        String partner = PARTNER.stream()
                .map(query::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return partner != null && !isInternal(referrer, url) ? OriginName.of(partner) : channel.words();
    }

    /** What is kept of the first signal. */
    public static Map<String, Object> touch(NewSignal signal) {
        Map<String, Object> touch = new HashMap<>();
        for (String name : TOUCH) {
            String value = text(signal.data(), name);
            if (value != null) {
                touch.put(name, StorableText.clip(value, 500));
            }
        }
        return touch;
    }

    /** The channel of a click id or of the campaign's medium. */
    private static @Nullable Channel paid(Map<String, String> query, @Nullable String medium) {
        Channel byClick = query.keySet().stream()
                .map(Channel::ofClickId)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return byClick != null || medium == null ? byClick : Channel.ofMedium(medium);
    }

    private static Channel channel(@Nullable String referrer, @Nullable String url) {
        String host = referrer == null ? null : Referrers.host(referrer);
        return host == null || isInternal(referrer, url) ? Channel.DIRECT : Referrers.channel(host);
    }

    /** Whether the visitor was on the site before, or only passed a payment or sign-in page. */
    private static boolean isInternal(@Nullable String referrer, @Nullable String url) {
        String from = referrer == null ? null : Referrers.host(referrer);
        String to = url == null ? null : Referrers.host(url);
        return from != null && (Referrers.isWayStation(from) || (to != null && RegistrableDomain.same(from, to)));
    }

    private static Map<String, String> query(String url) {
        Map<String, String> query = new LinkedHashMap<>();
        int begin = url.indexOf('?');
        String pairs = begin < 0 ? "" : url.substring(begin + 1).split("#", 2)[0];
        for (String pair : pairs.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2 && !parts[1].isBlank()) {
                query.putIfAbsent(parts[0], decoded(parts[1]));
            }
        }
        return query;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return value;
        }
    }

    private static @Nullable String first(Map<String, Object> data, String name, String other) {
        String value = text(data, name);
        return value == null ? text(data, other) : value;
    }

    private static @Nullable String text(Map<String, Object> data, String name) {
        return data.get(name) instanceof String text && !text.isBlank() ? text.strip() : null;
    }
}
