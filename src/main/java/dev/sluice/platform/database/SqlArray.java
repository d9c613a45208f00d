package dev.sluice.platform.database;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.SqlTypeValue;

/** A whole column of values as one parameter, for statements that write or read many rows at once. */
public final class SqlArray implements SqlTypeValue {
    private final String type;
    private final Object values;

    private SqlArray(String type, Object values) {
        this.type = type;
        this.values = values;
    }

    public static SqlArray bigint(long[] values) {
        return new SqlArray("int8", values);
    }

    public static SqlArray bigint(Collection<Long> values) {
        return bigint(values.stream().mapToLong(Long::longValue).toArray());
    }

    public static SqlArray integer(int[] values) {
        return new SqlArray("int4", values);
    }

    public static SqlArray float8(double[] values) {
        return new SqlArray("float8", values);
    }

    public static SqlArray bool(boolean[] values) {
        return new SqlArray("bool", values);
    }

    public static SqlArray bytea(byte[][] values) {
        return new SqlArray("bytea", values);
    }

    /** Instants, for expressions that would else read a text anew for every row. */
    public static SqlArray timestamptz(Collection<Instant> values) {
        return new SqlArray(
                "timestamptz", values.stream().map(Instant::toString).toArray(String[]::new));
    }

    /** Local times, which belong to no zone. */
    public static SqlArray timestamp(Collection<LocalDateTime> values) {
        return new SqlArray(
                "timestamp", values.stream().map(LocalDateTime::toString).toArray(String[]::new));
    }

    /** Offsets from UTC as lengths of time. */
    public static SqlArray interval(Collection<ZoneOffset> values) {
        return new SqlArray(
                "interval",
                values.stream().map(offset -> offset.getTotalSeconds() + " s").toArray(String[]::new));
    }

    /** Text, or anything that a text can be cast to (cast the parameter: {@code ?::uuid[]}). */
    public static SqlArray text(@Nullable String[] values) {
        return new SqlArray("text", values);
    }

    public static SqlArray text(Collection<String> values) {
        return text(values.toArray(String[]::new));
    }

    /** An array whose elements PostgreSQL reads as that type. */
    static SqlArray of(String type, @Nullable Object[] values) {
        return new SqlArray(type, values);
    }

    /** Texts, whole numbers or UUIDs, all of the class of the first. */
    static SqlArray of(Collection<?> values) {
        Object first = values.isEmpty() ? "" : values.iterator().next();
        return switch (first) {
            case String _ -> new SqlArray("text", values.toArray(String[]::new));
            case Long _ -> new SqlArray("int8", values.toArray(Long[]::new));
            case Integer _ -> new SqlArray("int4", values.toArray(Integer[]::new));
            case UUID _ -> new SqlArray("uuid", values.toArray(UUID[]::new));
            default -> throw new IllegalArgumentException("no array of " + first.getClass());
        };
    }

    @Override
    @SuppressWarnings("NullAway") // Spring's signature predates null marks
    public void setTypeValue(PreparedStatement statement, int index, int sqlType, String typeName) throws SQLException {
        Array array = statement.getConnection().unwrap(PGConnection.class).createArrayOf(type, values);
        statement.setArray(index, array);
    }
}
