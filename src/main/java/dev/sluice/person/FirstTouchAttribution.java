package dev.sluice.person;

import dev.sluice.platform.StorableText;
import dev.sluice.signal.NewSignal;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where first awareness happened, as far as the first signal can say. */
final class FirstTouchAttribution {
    private static final List<String> SEARCH = List.of(
            "google.", "bing.", "duckduckgo.", "ecosia.", "yahoo.", "baidu.", "qwant.", "yandex.", "startpage.");
    private static final List<String> SOCIAL = List.of(
            "linkedin.",
            "lnkd.in",
            "facebook.",
            "twitter.",
            "t.co",
            "x.com",
            "instagram.",
            "youtube.",
            "reddit.",
            "mastodon.",
            "bsky.",
            "xing.",
            "tiktok.");
    private static final List<String> TOUCH = List.of(
            "url", "referrer", "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "campaign");

    private FirstTouchAttribution() {}

    /** A stated origin, else the campaign's source, else the kind of site that referred; null when nothing says. */
    static @Nullable String of(NewSignal signal) {
        Map<String, Object> data = signal.data();
        String stated = text(data, "origin");
        if (stated != null) {
            return StorableText.clip(stated, 100);
        }
        String campaign = text(data, "utm_source");
        if (campaign != null) {
            return StorableText.clip(campaign.toLowerCase(Locale.ROOT), 100);
        }
        String referrer = text(data, "referrer");
        if (referrer != null) {
            return referring(referrer, text(data, "url"));
        }
        return text(data, "url") == null ? null : "direct";
    }

    static Map<String, Object> touch(NewSignal signal) {
        Map<String, Object> touch = new HashMap<>();
        for (String name : TOUCH) {
            String value = text(signal.data(), name);
            if (value != null) {
                touch.put(name, StorableText.clip(value, 500));
            }
        }
        return touch;
    }

    private static String referring(String referrer, @Nullable String url) {
        String host = host(referrer);
        if (host == null || (url != null && host.equals(host(url)))) {
            return "direct";
        }
        if (matches(SEARCH, host)) {
            return "search";
        }
        return matches(SOCIAL, host) ? "social" : "referral";
    }

    private static boolean matches(List<String> sites, String host) {
        return sites.stream().anyMatch(site -> host.equals(site) || host.startsWith(site) || host.contains("." + site));
    }

    private static @Nullable String host(String url) {
        try {
            String host = URI.create(url).getHost();
            return host == null ? null : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static @Nullable String text(Map<String, Object> data, String name) {
        return data.get(name) instanceof String text && !text.isBlank() ? text.strip() : null;
    }
}
