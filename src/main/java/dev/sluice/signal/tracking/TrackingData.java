package dev.sluice.signal.tracking;

import dev.sluice.platform.StorableText;
import dev.sluice.signal.SnakeCase;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the data of a tracking message: page, campaign, user agent and the properties of the caller's own. */
final class TrackingData {
    private TrackingData() {}

    static Map<String, Object> of(Map<String, Object> properties, Map<String, Object> context) {
        Map<String, Object> data = new HashMap<>();
        Map<String, Object> page = TrackingMessage.object(context.get("page"));
        Map<String, Object> campaign = TrackingMessage.object(context.get("campaign"));
        put(data, "url", first(properties, page, "url"));
        put(data, "referrer", first(properties, page, "referrer"));
        put(data, "title", first(properties, page, "title"));
        put(data, "user_agent", context.get("userAgent"));
        campaign.forEach(
                (name, value) -> put(data, "utm_" + (name.equals("name") ? "campaign" : SnakeCase.name(name)), value));
        if (campaign.isEmpty() && data.get("url") instanceof String url) {
            putCampaign(url, data);
        }
        Map<String, Object> rest = new HashMap<>(properties);
        List.of("url", "referrer", "title").forEach(rest::remove);
        if (!rest.isEmpty()) {
            data.put("properties", rest);
        }
        return data;
    }

    private static void putCampaign(String url, Map<String, Object> data) {
        int query = url.indexOf('?');
        if (query < 0) {
            return;
        }
        for (String pair : url.substring(query + 1).split("[&#]")) {
            int equals = pair.indexOf('=');
            if (pair.startsWith("utm_") && equals > 4) {
                try {
                    put(
                            data,
                            SnakeCase.name(pair.substring(0, equals)),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException _) {
                    put(data, SnakeCase.name(pair.substring(0, equals)), pair.substring(equals + 1));
                }
            }
        }
    }

    /** A property of the message, or else of its page. */
    static @Nullable Object first(Map<String, Object> properties, Map<String, Object> page, String name) {
        return properties.get(name) != null ? properties.get(name) : page.get(name);
    }

    private static void put(Map<String, Object> data, String name, @Nullable Object value) {
        if (value instanceof String text && !text.isBlank()) {
            data.put(name, StorableText.clip(text, TrackingMessage.MAX_LENGTH));
        }
    }
}
