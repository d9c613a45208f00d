package dev.sluice.platform.database;

import dev.sluice.platform.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a column as the type of a record's component. */
final class ComponentReaders {
    /** Reads the column of that number; null for null. */
    @FunctionalInterface
    interface ComponentReader {
        @Nullable
        Object read(ResultSet rows, int column) throws SQLException;
    }

    private ComponentReaders() {}

    static ComponentReader of(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == List.class) {
            Class<?> element = element(component.getGenericType());
            return (rows, column) -> list(rows.getArray(column), element);
        }
        if (type == Map.class) {
            return (rows, column) -> Json.object(rows.getString(column));
        }
        if (type.isEnum()) {
            return (rows, column) -> constant(type, rows.getString(column));
        }
        return switch (type.getName()) {
            case "long", "java.lang.Long" -> (rows, column) -> present(rows, rows.getLong(column));
            case "int", "java.lang.Integer" -> (rows, column) -> present(rows, rows.getInt(column));
            case "double", "java.lang.Double" -> (rows, column) -> present(rows, rows.getDouble(column));
            case "boolean", "java.lang.Boolean" -> (rows, column) -> present(rows, rows.getBoolean(column));
            case "java.lang.String" -> ResultSet::getString;
            case "[B" -> ResultSet::getBytes;
            case "java.math.BigDecimal" -> ResultSet::getBigDecimal;
            case "java.time.Instant" -> (rows, column) -> instant(rows.getTimestamp(column));
            case "java.time.LocalDate" -> (rows, column) -> rows.getObject(column, LocalDate.class);
            case "java.util.UUID" -> (rows, column) -> rows.getObject(column, UUID.class);
            default ->
                throw new IllegalArgumentException(
                        component.getDeclaringRecord().getSimpleName() + "." + component.getName()
                                + ": no column is read as " + type.getName());
        };
    }

    private static @Nullable Object present(ResultSet rows, Object value) throws SQLException {
        return rows.wasNull() ? null : value;
    }

    private static @Nullable Instant instant(@Nullable Timestamp value) {
        return value == null ? null : value.toInstant();
    }

    private static @Nullable Object constant(Class<?> type, @Nullable String value) {
        if (value == null) {
            return null;
        }
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equalsIgnoreCase(value)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no constant " + value);
    }

    private static Class<?> element(Type list) {
        return list instanceof ParameterizedType of && of.getActualTypeArguments()[0] instanceof Class<?> element
                ? element
                : Object.class;
    }

    /** The elements of an array, each as that class; none for null. */
    static <E> List<E> list(@Nullable Array array, Class<E> element) throws SQLException {
        if (array == null) {
            return List.of();
        }
        List<E> values = new ArrayList<>();
        for (Object value : Arrays.asList((Object[]) array.getArray())) {
            values.add(
                    element.cast(value instanceof Timestamp at && element == Instant.class ? at.toInstant() : value));
        }
        return Collections.unmodifiableList(values);
    }
}
