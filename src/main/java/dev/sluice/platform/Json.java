package dev.sluice.platform;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** JSON as stored in the database. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final TypeReference<List<Object>> ARRAY = new TypeReference<>() {};

    /** The escape itself, not a backslash that is text, followed by u0000. */
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private Json() {}

    /** The value as JSON text; PostgreSQL cannot hold U+0000, so it is dropped. */
    public static String write(@Nullable Object value) {
        String text = MAPPER.writeValueAsString(value);
        return text.contains("\\u0000") ? NUL.matcher(text).replaceAll("$1") : text;
    }

    /** A JSON object; empty for null. */
    public static Map<String, Object> object(@Nullable String json) {
        return json == null || json.equals("{}") ? Map.of() : MAPPER.readValue(json, OBJECT);
    }

    /** A JSON array; empty for null. */
    public static List<Object> array(@Nullable String json) {
        return json == null ? List.of() : MAPPER.readValue(json, ARRAY);
    }

    /** A JSON text as a value of that type. */
    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }
}
