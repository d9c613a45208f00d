package dev.sluice.platform.database;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a statement that depend on what is asked for, with their values:
 *
 * <pre>{@code
 * Where where = new Where()
 *         .add("d.owner_id = :owner", filter.owner())            // left out when null or ""
 *         .when(filter.unowned(), "d.owner_id IS NULL")
 *         .any("d.stage = ANY (:stages)", filter.stages())       // left out when null; nothing matches none
 *         .contains("concat_ws(' ', d.title, p.name) ILIKE :q", filter.q());
 *
 * jdbc.sql("SELECT … FROM example d WHERE d.workspace_id = :workspace" + where.and())
 *         .param("workspace", workspace)
 *         .params(where.params())
 * }</pre>
 *
 * <p>Each condition names one parameter beside the workspace's ({@code :w} or {@code :workspace}), and no other
 * condition may use that name. Conditions are constants of
 * the code; what a caller sends is only ever a value.
 */
public final class Where {
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([A-Za-z_]\\w*)");

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** A condition without a value. */
    public Where always(String condition) {
        conditions.add(condition.contains(" OR ") ? "(" + condition + ")" : condition);
        return this;
    }

    public Where when(boolean applies, String condition) {
        return applies ? always(condition) : this;
    }

    /** The condition with that value, or nothing when the value is null or "". */
    public Where add(String condition, @Nullable Object value) {
        return switch (value) {
            case null -> this;
            case String text when text.isEmpty() -> this;
            case Enum<?> constant -> throw new IllegalArgumentException(constant + " has no one form in SQL");
            default -> bind(condition, value);
        };
    }

    /** The condition, {@code d.id = ANY (:ids)}, with these values; nothing when null, and FALSE when there are none. */
    public Where any(String condition, @Nullable Collection<?> values) {
        return values == null ? this : values.isEmpty() ? always("FALSE") : bind(condition, SqlArray.of(values));
    }

    /** The condition, {@code LIKE :q} or {@code ILIKE :q}, for what begins with the text; nothing when null or "". */
    public Where prefix(String condition, @Nullable String text) {
        return text == null || text.isEmpty() ? this : bind(condition, inert(text) + "%");
    }

    /** The condition, {@code LIKE :q} or {@code ILIKE :q}, for what contains the text; nothing when null or "". */
    public Where contains(String condition, @Nullable String text) {
        return text == null || text.isEmpty() ? this : bind(condition, "%" + inert(text) + "%");
    }

    /** Only what comes behind a cursor: {@code (p.name, p.id) > (:name, :id)}, its parameters in the order of the key. */
    public Where past(String condition, @Nullable Cursor cursor) {
        return cursor == null ? this : bind(condition, cursor.key().toArray());
    }

    /** All conditions led by AND, or "". */
    public String and() {
        return conditions.isEmpty() ? "" : " AND " + String.join(" AND ", conditions);
    }

    /** All conditions led by WHERE, or "". */
    public String clause() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    /** The values by the names of their parameters. */
    public Map<String, Object> params() {
        return values;
    }

    private Where bind(String condition, Object... given) {
        List<String> names = PARAMETER
                .matcher(condition)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !name.equals("w") && !name.equals("workspace"))
                .distinct()
                .toList();
        if (names.size() != given.length) {
            throw new IllegalArgumentException("needs " + given.length + " parameters: " + condition);
        }
        for (int i = 0; i < given.length; i++) {
            Object value = given[i] instanceof Instant instant ? Timestamp.from(instant) : given[i];
            if (values.put(names.get(i), value) != null) {
                throw new IllegalArgumentException("another condition has the parameter " + names.get(i));
            }
        }
        return always(condition);
    }

    private static String inert(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
