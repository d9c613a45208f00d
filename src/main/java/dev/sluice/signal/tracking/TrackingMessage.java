package dev.sluice.signal.tracking;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.StorableText;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.SnakeCase;
import dev.sluice.signal.kind.DeclaredTraits;
import dev.sluice.signal.kind.SignalKinds;
import dev.sluice.signal.kind.Trust;
import dev.sluice.signal.kind.WebSignals;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One message of the tracking API, read into a signal; an error names its field as the caller wrote it. */
final class TrackingMessage {
    static final int MAX_LENGTH = 2_000;
    private static final List<String> SUBJECTS =
            List.of("subject", "path", "slug", "asset", "form", "file", "name", "title", "label");

    private final Map<String, Object> fields;
    private final String at;
    private final Map<String, Object> context;
    private final Map<String, Object> properties;

    /** The kind of signal that a message is, with its subject and traits. */
    private record Content(String kind, String subject, Map<String, Object> traits) {}

    TrackingMessage(Map<String, Object> fields, String at, Map<String, Object> shared) {
        this.fields = fields;
        this.at = at;
        Map<String, Object> own = object(fields.get("context"));
        this.context = own.isEmpty() ? shared : own;
        this.properties = object(fields.get("properties"));
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

    /** The signal that the caller records; a kind that the caller may not record is rejected, naming the field. */
    NewSignal signal(String type, boolean human, int source, Instant now, Trust caller, SignalKinds kinds) {
        NewSignal read = signal(type, human, source, now).from(caller);
        kinds.check(caller, read.kind(), at + "event");
        return read;
    }

    private NewSignal signal(String type, boolean human, int source, Instant now) {
        Content content = content(type);
        return new NewSignal(
                keys(content.traits()),
                instant(now),
                message(),
                content.kind(),
                content.subject(),
                human,
                source,
                content.traits(),
                TrackingData.of(properties, context),
                Trust.INTERNAL);
    }

    private Content content(String type) {
        return switch (type) {
            case "identify", "i" ->
                new Content(WebSignals.IDENTIFIED.name(), "", traits(fields, DeclaredTraits::canonical));
            case "track", "t" -> new Content(event(), subject(), traits(context, DeclaredTraits::canonical));
            case "page", "screen", "p", "s" -> new Content(WebSignals.PAGE_VIEWED.name(), path(), Map.of());
            case "group", "g" -> {
                String group = text("groupId");
                yield new Content(
                        WebSignals.COMPANY_JOINED.name(),
                        group == null ? "" : group,
                        traits(fields, DeclaredTraits::ofGroup));
            }
            case "alias", "a" -> new Content(WebSignals.ALIASED.name(), "", Map.of());
            default ->
                throw new BadInput(
                        at + "type",
                        "\"" + StorableText.clip(type, 40)
                                + "\" is none of identify, track, page, screen, group, alias.");
        };
    }

    private String event() {
        String event = text("event");
        if (event == null) {
            throw new BadInput(at + "event", "A track call names its event; send \"event\": \"Demo Requested\".");
        }
        return SnakeCase.name(event);
    }

    private static Map<String, Object> traits(Map<String, Object> owner, UnaryOperator<String> names) {
        return TrackingTraits.of(object(owner.get("traits")), names);
    }

    private IdentityKeys keys(Map<String, Object> traits) {
        String user = id("userId");
        String visitor = id("anonymousId");
        if (visitor == null) {
            visitor = id("previousId");
        }
        String email = traits.get("email") instanceof String text ? text : null;
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

    /** Never cut, as an id is not; it is hashed, so any length will do. */
    private @Nullable String message() {
        Object value = fields.get("messageId");
        if (value instanceof Map || value instanceof List) {
            throw new BadInput(at + "messageId", "\"messageId\" is a text.");
        }
        String message = value == null ? "" : value.toString().strip();
        return message.isEmpty() ? null : message;
    }

    private Instant instant(Instant now) {
        Object timestamp = fields.get("timestamp") != null ? fields.get("timestamp") : fields.get("originalTimestamp");
        if (timestamp == null) {
            return now;
        }
        try {
            return OffsetDateTime.parse(timestamp.toString()).toInstant();
        } catch (DateTimeException _) {
            throw new BadInput(
                    at + "timestamp",
                    "\"" + StorableText.clip(timestamp.toString(), 40)
                            + "\" is no ISO 8601 instant like 2026-05-01T09:30:00Z.");
        }
    }

    private String subject() {
        for (String name : SUBJECTS) {
            if (properties.get(name) instanceof String text) {
                return text;
            }
        }
        return "";
    }

    private String path() {
        Object path = TrackingData.first(properties, object(context.get("page")), "path");
        if (path instanceof String text) {
            return text;
        }
        Object url = TrackingData.first(properties, object(context.get("page")), "url");
        if (url instanceof String text) {
            try {
                String pathname = URI.create(text).getPath();
                return pathname == null || pathname.isEmpty() ? "/" : pathname;
            } catch (IllegalArgumentException _) {
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
        return text.isEmpty() ? null : StorableText.clip(text, MAX_LENGTH);
    }
}
