package dev.sluice.signal.tracking;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.StorableText;
import dev.sluice.signal.DeclaredTraits;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.SignalKinds;
import dev.sluice.signal.SnakeCase;
import dev.sluice.signal.Trust;
import dev.sluice.signal.WebSignals;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One message of the tracking API, read into a signal; a fault names its field as the caller wrote it. */
final class TrackingMessage {
    private static final int LONGEST = 2_000;
    private static final List<String> SUBJECTS =
            List.of("subject", "path", "slug", "asset", "form", "file", "name", "title", "label");

    private final Map<String, Object> fields;
    private final String at;
    private final Map<String, Object> context;

    TrackingMessage(Map<String, Object> fields, String at, Map<String, Object> shared) {
        this.fields = fields;
        this.at = at;
        Map<String, Object> own = object(fields.get("context"));
        this.context = own.isEmpty() ? shared : own;
    }

    /** The value as a JSON object; empty when it is none. */
    static Map<String, Object> object(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Map.of();
        }
        Map<String, Object> object = HashMap.newHashMap(map.size());
        map.forEach((name, member) -> {
            if (name instanceof String key && member != null) {
                object.put(key, member);
            }
        });
        return object;
    }

    boolean isScript() {
        return "sluice.js".equals(object(context.get("library")).get("name"));
    }

    @Nullable
    String agent() {
        return context.get("userAgent") instanceof String agent ? agent : null;
    }

    /** The signal, as that caller records it; what this caller may not record is refused, naming the field. */
    NewSignal signal(String type, boolean human, int source, Instant now, Trust caller, SignalKinds kinds) {
        NewSignal read = signal(type, human, source, now).from(caller);
        kinds.check(caller, read.kind(), at + "event");
        return read;
    }

    private NewSignal signal(String type, boolean human, int source, Instant now) {
        Map<String, Object> properties = object(fields.get("properties"));
        Map<String, Object> traits = object(fields.get("traits"));
        Map<String, Object> data = data(properties);
        return switch (type) {
            case "identify", "i" ->
                signal(
                        WebSignals.IDENTIFIED.name(),
                        "",
                        traits(traits, DeclaredTraits::canonical),
                        data,
                        human,
                        source,
                        now);
            case "track", "t" -> {
                String event = text("event");
                if (event == null) {
                    throw new BadInput(
                            at + "event", "A track call names its event; send \"event\": \"Demo Requested\".");
                }
                Map<String, Object> told = object(context.get("traits"));
                yield signal(
                        SnakeCase.name(event),
                        subject(properties),
                        traits(told, DeclaredTraits::canonical),
                        data,
                        human,
                        source,
                        now);
            }
            case "page", "screen", "p", "s" ->
                signal(WebSignals.PAGE_VIEWED.name(), path(properties), Map.of(), data, human, source, now);
            case "group", "g" -> {
                String group = text("groupId");
                yield signal(
                        WebSignals.COMPANY_JOINED.name(),
                        group == null ? "" : group,
                        traits(traits, DeclaredTraits::ofGroup),
                        data,
                        human,
                        source,
                        now);
            }
            case "alias", "a" -> signal(WebSignals.ALIASED.name(), "", Map.of(), data, human, source, now);
            default ->
                throw new BadInput(
                        at + "type",
                        "\"" + StorableText.clip(type, 40)
                                + "\" is none of identify, track, page, screen, group, alias.");
        };
    }

    private NewSignal signal(
            String kind,
            String subject,
            Map<String, Object> traits,
            Map<String, Object> data,
            boolean human,
            int source,
            Instant now) {
        return new NewSignal(keys(traits), instant(now), text("messageId"), kind, subject, human, source, traits, data);
    }

    private IdentityKeys keys(Map<String, Object> traits) {
        String user = id("userId");
        String visitor = id("anonymousId");
        if (visitor == null) {
            visitor = id("previousId");
        }
        String email = traits.get("email") instanceof String told ? told : null;
        if (user == null && visitor == null && email == null) {
            throw new BadInput(at + "userId", "A message is about somebody; send userId, anonymousId or both.");
        }
        return new IdentityKeys(email, user, visitor, List.of());
    }

    /** An id is never cut: two that begin alike would be one person. */
    private @Nullable String id(String field) {
        String id = text(field);
        if (id != null && id.length() > NewSignal.LONGEST_ID) {
            throw new BadInput(at + field, "\"" + field + "\" has at most " + NewSignal.LONGEST_ID + " characters.");
        }
        return id;
    }

    private Instant instant(Instant now) {
        Object told = fields.get("timestamp") != null ? fields.get("timestamp") : fields.get("originalTimestamp");
        if (told == null) {
            return now;
        }
        try {
            return OffsetDateTime.parse(told.toString()).toInstant();
        } catch (DateTimeException unreadable) {
            throw new BadInput(
                    at + "timestamp",
                    "\"" + StorableText.clip(told.toString(), 40)
                            + "\" is no ISO 8601 instant like 2026-05-01T09:30:00Z.");
        }
    }

    private Map<String, Object> data(Map<String, Object> properties) {
        Map<String, Object> data = new HashMap<>();
        Map<String, Object> page = object(context.get("page"));
        Map<String, Object> campaign = object(context.get("campaign"));
        put(data, "url", first(properties, page, "url"));
        put(data, "referrer", first(properties, page, "referrer"));
        put(data, "title", first(properties, page, "title"));
        put(data, "user_agent", context.get("userAgent"));
        campaign.forEach(
                (name, value) -> put(data, "utm_" + (name.equals("name") ? "campaign" : SnakeCase.name(name)), value));
        if (campaign.isEmpty() && data.get("url") instanceof String url) {
            campaignOf(url, data);
        }
        Map<String, Object> rest = new HashMap<>(properties);
        List.of("url", "referrer", "title").forEach(rest::remove);
        if (!rest.isEmpty()) {
            data.put("properties", rest);
        }
        return data;
    }

    private static void campaignOf(String url, Map<String, Object> data) {
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
                            java.net.URLDecoder.decode(
                                    pair.substring(equals + 1), java.nio.charset.StandardCharsets.UTF_8));
                } catch (IllegalArgumentException broken) {
                    put(data, SnakeCase.name(pair.substring(0, equals)), pair.substring(equals + 1));
                }
            }
        }
    }

    private static @Nullable Object first(Map<String, Object> one, Map<String, Object> other, String name) {
        return one.get(name) != null ? one.get(name) : other.get(name);
    }

    private static void put(Map<String, Object> data, String name, @Nullable Object value) {
        if (value instanceof String text && !text.isBlank()) {
            data.put(name, StorableText.clip(text, LONGEST));
        }
    }

    /** Nested objects become name_inner; names become snake case and Sluice's own where they mean the same. */
    private static Map<String, Object> traits(Map<String, Object> told, UnaryOperator<String> names) {
        Map<String, Object> traits = new HashMap<>();
        told.forEach((name, value) -> trait(traits, SnakeCase.name(name), value, names));
        return traits;
    }

    private static void trait(Map<String, Object> traits, String name, Object value, UnaryOperator<String> names) {
        switch (value) {
            case Map<?, ?> nested ->
                object(nested)
                        .forEach((inner, member) -> trait(traits, name + "_" + SnakeCase.name(inner), member, names));
            case String text -> traits.put(names.apply(name), StorableText.clip(text, LONGEST));
            case Number number -> traits.put(names.apply(name), number);
            case Boolean yesNo -> traits.put(names.apply(name), yesNo);
            case List<?> list ->
                traits.put(
                        names.apply(name),
                        list.stream()
                                .map(member -> StorableText.clip(String.valueOf(member), LONGEST))
                                .toList());
            default -> traits.put(names.apply(name), StorableText.clip(value.toString(), LONGEST));
        }
    }

    private static String subject(Map<String, Object> properties) {
        for (String name : SUBJECTS) {
            if (properties.get(name) instanceof String text) {
                return text;
            }
        }
        return "";
    }

    private String path(Map<String, Object> properties) {
        Object path = first(properties, object(context.get("page")), "path");
        if (path instanceof String text) {
            return text;
        }
        Object url = first(properties, object(context.get("page")), "url");
        if (url instanceof String text) {
            try {
                String of = URI.create(text).getPath();
                return of == null || of.isEmpty() ? "/" : of;
            } catch (IllegalArgumentException unreadable) {
                return text;
            }
        }
        String name = text("name");
        return name == null ? "" : name;
    }

    private @Nullable String text(String field) {
        Object value = fields.get(field);
        if (value == null) {
            return null;
        }
        String text = value instanceof Map || value instanceof List
                ? null
                : value.toString().strip();
        if (text == null) {
            throw new BadInput(at + field, "\"" + field + "\" is a text.");
        }
        return text.isEmpty() ? null : StorableText.clip(text, LONGEST);
    }
}
