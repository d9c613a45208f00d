package dev.sluice.platform.database;

import dev.sluice.platform.Json;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
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
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.RowMapper;

/** How one record class is filled from columns; made once for each class, see {@link Row#as}. */
final class RecordMapper<T extends Record> {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private static final ClassValue<RecordMapper<?>> MAPPERS = new ClassValue<>() {
        @Override
        @SuppressWarnings("unchecked")
        protected RecordMapper<?> computeValue(Class<?> type) {
            return new RecordMapper<>((Class<? extends Record>) type);
        }
    };

    /** Reads the column of that number; null for null. */
    @FunctionalInterface
    private interface ComponentReader {
        @Nullable
        Object read(ResultSet rows, int column) throws SQLException;
    }

    private record Component(String column, boolean nullable, ComponentReader reader) {}

    /** The column numbers of the components in one result. */
    private record ColumnNumbers(ResultSet rows, int[] numbers) {}

    private final Class<T> type;
    private final MethodHandle constructor;
    private final Component[] components;

    private RecordMapper(Class<T> type) {
        this.type = type;
        this.components = Stream.of(type.getRecordComponents())
                .map(RecordMapper::component)
                .toArray(Component[]::new);
        try {
            Constructor<T> canonical = type.getDeclaredConstructor(Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            this.constructor = MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asFixedArity()
                    .asSpreader(Object[].class, components.length);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible); // every record has its canonical constructor
        }
    }

    @SuppressWarnings("unchecked")
    static <T extends Record> RecordMapper<T> of(Class<T> type) {
        return (RecordMapper<T>) MAPPERS.get(type);
    }

    /** Looks the columns up once for each result; may be kept and shared. */
    RowMapper<T> rowMapper() {
        return new RowMapper<>() {
            private @Nullable ColumnNumbers columns;

            @Override
            public T mapRow(ResultSet rows, int number) {
                ColumnNumbers known = columns;
                if (known == null || known.rows() != rows) {
                    known = new ColumnNumbers(rows, numbers(rows));
                    columns = known;
                }
                return read(rows, known.numbers());
            }
        };
    }

    T read(ResultSet rows) {
        return read(rows, numbers(rows));
    }

    private int[] numbers(ResultSet rows) {
        int[] numbers = new int[components.length];
        for (int i = 0; i < numbers.length; i++) {
            try {
                numbers[i] = rows.findColumn(components[i].column());
            } catch (SQLException missing) {
                throw Row.failed(components[i].column() + " of " + type.getSimpleName(), missing);
            }
        }
        return numbers;
    }

    private T read(ResultSet rows, int[] numbers) {
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < values.length; i++) {
            Component component = components[i];
            try {
                values[i] = component.reader().read(rows, numbers[i]);
            } catch (SQLException | IllegalArgumentException wrong) {
                throw Row.failed(component.column() + " of " + type.getSimpleName(), wrong);
            }
            if (values[i] == null && !component.nullable()) {
                throw new DataRetrievalFailureException("column " + component.column() + " is null, and "
                        + type.getSimpleName() + " has no @Nullable there");
            }
        }
        try {
            return type.cast(constructor.invoke(values));
        } catch (RuntimeException | Error refused) {
            throw refused; // by the record's own constructor
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Component component(RecordComponent component) {
        String column = HUMP.matcher(component.getName()).replaceAll("_").toLowerCase(Locale.ROOT);
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return new Component(column, nullable, reader(component));
    }

    private static ComponentReader reader(RecordComponent component) {
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
