package dev.sluice.platform.database;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.RowMapper;

/** Fills one record class from columns; created once for each class, see {@link Row#as}. */
final class RecordMapper<T extends Record> {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private static final ClassValue<RecordMapper<?>> MAPPERS = new ClassValue<>() {
        @Override
        @SuppressWarnings("unchecked")
        protected RecordMapper<?> computeValue(Class<?> type) {
            return new RecordMapper<>((Class<? extends Record>) type);
        }
    };

    private record Component(String column, boolean nullable, ComponentReaders.ComponentReader reader) {}

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
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure); // every record has its canonical constructor
        }
    }

    @SuppressWarnings("unchecked")
    static <T extends Record> RecordMapper<T> of(Class<T> type) {
        return (RecordMapper<T>) MAPPERS.get(type);
    }

    /** Looks the columns up once for each result; may be stored and shared. */
    RowMapper<T> rowMapper() {
        return new RowMapper<>() {
            private @Nullable ColumnNumbers columns;

            @Override
            public T mapRow(ResultSet rows, int number) {
                ColumnNumbers current = columns;
                if (current == null || current.rows() != rows) {
                    current = new ColumnNumbers(rows, numbers(rows));
                    columns = current;
                }
                return read(rows, current.numbers());
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
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Component component(RecordComponent component) {
        String column = HUMP.matcher(component.getName()).replaceAll("_").toLowerCase(Locale.ROOT);
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return new Component(column, nullable, ComponentReaders.of(component));
    }
}
