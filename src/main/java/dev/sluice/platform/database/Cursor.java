package dev.sluice.platform.database;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.Json;
import dev.sluice.platform.StorableText;
import dev.sluice.platform.Time;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A position in a sorted list: the sort key of the last row that was shown, so that the next page begins behind it
 * however the list has grown. The text of it goes to the caller and comes back as a query parameter:
 *
 * <pre>{@code
 * Cursor cursor = Cursor.read("after", after, Instant.class, UUID.class);      // null for the first page
 * Where where = new Where().past("(s.at, s.id) < (:at, :id)", cursor);
 * … "WHERE s.workspace_id = :w" + where.and() + " ORDER BY s.at DESC, s.id DESC LIMIT :limit"
 *         … .param("limit", limit + 1)
 * return Page.of(rows, limit, row -> Cursor.of(row.at(), row.id()));
 * }</pre>
 *
 * @param key the values that the list is sorted by, the last of them unique: instants, UUIDs, texts, whole numbers,
 *     doubles
 */
public record Cursor(List<Object> key) {
    public Cursor {
        key = List.copyOf(key);
    }

    public static Cursor of(Object... key) {
        return new Cursor(List.of(key));
    }

    /**
     * The cursor that a caller sends; null when there is none.
     *
     * @throws BadInput when it is not the cursor of a list with a key of these types
     */
    public static @Nullable Cursor read(String field, @Nullable String text, Class<?>... types) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            List<Object> parts = Json.array(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            if (parts.size() == types.length) {
                List<Object> key = new ArrayList<>();
                for (int i = 0; i < types.length; i++) {
                    key.add(value(String.valueOf(parts.get(i)), types[i]));
                }
                return new Cursor(key);
            }
        } catch (RuntimeException _) {
            // is not a cursor, as the sentence below says
        }
        throw new BadInput(field, "This is not a cursor of this list. Use the next value of the page before.");
    }

    /** The text that {@link #read} takes, safe in an address. */
    public String encode() {
        String json = Json.write(key.stream().map(Object::toString).toList());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    public Instant instant(int index) {
        return (Instant) key.get(index);
    }

    public UUID uuid(int index) {
        return (UUID) key.get(index);
    }

    public String text(int index) {
        return (String) key.get(index);
    }

    public long longValue(int index) {
        return (Long) key.get(index);
    }

    public double doubleValue(int index) {
        return (Double) key.get(index);
    }

    private static Object value(String text, Class<?> type) {
        if (type == Instant.class) {
            Instant instant = Instant.parse(text);
            Time.micros(instant); // an instant that the database can hold
            return instant;
        }
        if (type == UUID.class) {
            return UUID.fromString(text);
        }
        if (type == Long.class) {
            return Long.valueOf(text);
        }
        if (type == Double.class) {
            return finite(Double.parseDouble(text));
        }
        if (type == String.class) {
            return StorableText.text(text);
        }
        throw new IllegalArgumentException("no key of " + Arrays.asList(type));
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not finite");
        }
        return value;
    }
}
