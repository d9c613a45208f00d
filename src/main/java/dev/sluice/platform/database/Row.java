package dev.sluice.platform.database;

import dev.sluice.platform.Json;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;

/**
 * One row of a query's result, read by column name. Three ways, the shortest that does:
 *
 * <pre>{@code
 * record Reply(long personId, String name, @Nullable Instant metAt, Outcome outcome) {}
 *
 * .query(Row.mapper(Reply.class)).list();               // person_id, name, met_at, outcome fill the record
 *
 * .query(Row.map(row -> new Reply(row.longValue("person_id"), row.text("name"), row.optionalInstant("met_at"),
 *         row.constant("outcome", Outcome.class)))).list();
 *
 * .query(Row.each(row -> names.put(row.intValue("id"), row.text("name"))));
 * }</pre>
 *
 * <p>Every selected expression gets a name ({@code count(*) AS deals}). A null is an error that names the column,
 * unless the {@code optional} reader or one with a fallback is used, or the record's component is {@code @Nullable}:
 * JDBC's {@code getLong} gave 0 there, so look which columns can be null (left joins, aggregates of no row).
 */
public final class Row {
    private final ResultSet rows;

    private Row(ResultSet rows) {
        this.rows = rows;
    }

    /** Reads one column of the current row. */
    @FunctionalInterface
    private interface RowFunction<T> {
        @Nullable
        T read(ResultSet rows, String column) throws SQLException;
    }

    /** Makes something of each row. */
    public static <T extends @Nullable Object> RowMapper<T> map(Function<Row, T> reader) {
        return (rows, number) -> reader.apply(new Row(rows));
    }

    /** Does something with each row. */
    public static RowCallbackHandler each(Consumer<Row> reader) {
        return rows -> reader.accept(new Row(rows));
    }

    /** Fills a record from each row: component {@code ownerId} from column {@code owner_id}; see {@link #as}. */
    public static <T extends Record> RowMapper<T> mapper(Class<T> type) {
        return RecordMapper.of(type).rowMapper();
    }

    /**
     * Fills a record's components from the columns of their snake-cased names; other columns are left alone. A
     * component is a primitive or its box, text, {@code Instant}, {@code LocalDate}, {@code UUID}, {@code BigDecimal},
     * {@code byte[]}, an enum (see {@link #constant}), a {@code List} of texts, numbers or instants (an array; empty for
     * null), or a {@code Map<String, Object>} (JSON; empty for null).
     */
    public <T extends Record> T as(Class<T> type) {
        return RecordMapper.of(type).read(rows);
    }

    public String text(String column) {
        return required(column, optionalText(column));
    }

    public @Nullable String optionalText(String column) {
        return read(column, ResultSet::getString);
    }

    public String text(String column, String fallback) {
        String value = optionalText(column);
        return value == null ? fallback : value;
    }

    public long longValue(String column) {
        return required(column, optionalLong(column));
    }

    public @Nullable Long optionalLong(String column) {
        return read(column, (row, name) -> {
            long value = row.getLong(name);
            return value == 0 && row.wasNull() ? null : value;
        });
    }

    public long longValue(String column, long fallback) {
        Long value = optionalLong(column);
        return value == null ? fallback : value;
    }

    public int intValue(String column) {
        return required(column, optionalInt(column));
    }

    public @Nullable Integer optionalInt(String column) {
        return read(column, (row, name) -> {
            int value = row.getInt(name);
            return value == 0 && row.wasNull() ? null : value;
        });
    }

    public int intValue(String column, int fallback) {
        Integer value = optionalInt(column);
        return value == null ? fallback : value;
    }

    public double doubleValue(String column) {
        return required(column, optionalDouble(column));
    }

    public @Nullable Double optionalDouble(String column) {
        return read(column, (row, name) -> {
            double value = row.getDouble(name);
            return value == 0 && row.wasNull() ? null : value;
        });
    }

    public double doubleValue(String column, double fallback) {
        Double value = optionalDouble(column);
        return value == null ? fallback : value;
    }

    public boolean bool(String column) {
        return required(column, optionalBool(column));
    }

    public @Nullable Boolean optionalBool(String column) {
        return read(column, (row, name) -> {
            boolean value = row.getBoolean(name);
            return !value && row.wasNull() ? null : value;
        });
    }

    public boolean bool(String column, boolean fallback) {
        Boolean value = optionalBool(column);
        return value == null ? fallback : value;
    }

    public BigDecimal decimal(String column) {
        return required(column, optionalDecimal(column));
    }

    public @Nullable BigDecimal optionalDecimal(String column) {
        return read(column, ResultSet::getBigDecimal);
    }

    public Instant instant(String column) {
        return required(column, optionalInstant(column));
    }

    public @Nullable Instant optionalInstant(String column) {
        return read(column, (row, name) -> {
            Timestamp value = row.getTimestamp(name);
            return value == null ? null : value.toInstant();
        });
    }

    public LocalDate date(String column) {
        return required(column, optionalDate(column));
    }

    public @Nullable LocalDate optionalDate(String column) {
        return read(column, (row, name) -> row.getObject(name, LocalDate.class));
    }

    public UUID uuid(String column) {
        return required(column, optionalUuid(column));
    }

    public @Nullable UUID optionalUuid(String column) {
        return read(column, (row, name) -> row.getObject(name, UUID.class));
    }

    public byte[] bytes(String column) {
        return required(column, optionalBytes(column));
    }

    public byte @Nullable [] optionalBytes(String column) {
        return read(column, ResultSet::getBytes);
    }

    /** A constant of an enum, stored as its name in lower case. */
    public <E extends Enum<E>> E constant(String column, Class<E> type) {
        return required(column, optionalConstant(column, type));
    }

    public <E extends Enum<E>> @Nullable E optionalConstant(String column, Class<E> type) {
        String value = optionalText(column);
        try {
            return value == null ? null : Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw failed(column, unknown);
        }
    }

    /** A JSON object; empty for null. */
    public Map<String, Object> object(String column) {
        return Json.object(optionalText(column));
    }

    /** A text array; empty for null. */
    public List<String> texts(String column) {
        return array(column, String.class);
    }

    /** A bigint array; empty for null. */
    public List<Long> longs(String column) {
        return array(column, Long.class);
    }

    /** An integer array; empty for null. */
    public List<Integer> ints(String column) {
        return array(column, Integer.class);
    }

    /** Whether the column is null. */
    public boolean isNull(String column) {
        return read(column, ResultSet::getObject) == null;
    }

    private <T> List<T> array(String column, Class<T> element) {
        List<T> values = read(column, (row, name) -> ComponentReaders.list(row.getArray(name), element));
        return values == null ? List.of() : values;
    }

    private <T> @Nullable T read(String column, RowFunction<T> reader) {
        try {
            return reader.read(rows, column);
        } catch (SQLException failure) {
            throw failed(column, failure);
        }
    }

    private static <T> T required(String column, @Nullable T value) {
        if (value == null) {
            throw new DataRetrievalFailureException("column " + column + " is null");
        }
        return value;
    }

    static DataRetrievalFailureException failed(String column, Exception cause) {
        return new DataRetrievalFailureException("column " + column + ": " + cause.getMessage(), cause);
    }
}
