package dev.sluice.platform.database;

import dev.sluice.platform.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Many rows as parameters of one statement, a typed array for each column:
 *
 * <pre>{@code
 * Columns.of(tasks)
 *         .bigint("person", Task::person)
 *         .text("title", Task::title)
 *         .timestamptz("due", Task::dueAt)
 *         .statement(jdbc, """
 *                 INSERT INTO example (workspace_id, person_id, title, due_at)
 *                 SELECT :workspace, u.person, u.title, u.due FROM unnest(:u) ORDER BY u.person""")
 *         .param("workspace", workspace)
 *         .update();
 * }</pre>
 *
 * <p>{@code unnest(:u)} becomes {@code unnest(:u_person, :u_title, :u_due) AS u(person, title, due)}, with
 * {@code WITH ORDINALITY} also {@code u.ordinality}; {@code of("v", rows)} has another alias. The arrays carry their
 * types, so nothing is cast; a reader may return null. The other parameters of the statement are named ones, too.
 *
 * @param <T> what a row is made of
 */
public final class Columns<T> {
    private final String alias;
    private final List<T> rows;
    private final Map<String, SqlArray> arrays = new LinkedHashMap<>();

    private Columns(String alias, Collection<T> rows) {
        this.alias = alias;
        this.rows = List.copyOf(rows);
    }

    /** What a row has in a column; null for NULL. */
    @FunctionalInterface
    public interface ColumnReader<T, V> {
        @Nullable
        V read(T row);
    }

    public static <T> Columns<T> of(Collection<T> rows) {
        return of("u", rows);
    }

    public static <T> Columns<T> of(String alias, Collection<T> rows) {
        return new Columns<>(alias, rows);
    }

    public Columns<T> bigint(String column, ColumnReader<? super T, Long> reader) {
        return add(column, "int8", Long[]::new, reader);
    }

    public Columns<T> integer(String column, ColumnReader<? super T, Integer> reader) {
        return add(column, "int4", Integer[]::new, reader);
    }

    public Columns<T> float8(String column, ColumnReader<? super T, Double> reader) {
        return add(column, "float8", Double[]::new, reader);
    }

    public Columns<T> bool(String column, ColumnReader<? super T, Boolean> reader) {
        return add(column, "bool", Boolean[]::new, reader);
    }

    public Columns<T> bytea(String column, ColumnReader<? super T, byte[]> reader) {
        return add(column, "bytea", byte[][]::new, reader);
    }

    /** Text, or anything that text can be cast to in the statement. */
    public Columns<T> text(String column, ColumnReader<? super T, String> reader) {
        return add(column, "text", String[]::new, reader);
    }

    public Columns<T> timestamptz(String column, ColumnReader<? super T, Instant> reader) {
        return asText(column, "timestamptz", reader);
    }

    public Columns<T> date(String column, ColumnReader<? super T, LocalDate> reader) {
        return asText(column, "date", reader);
    }

    public Columns<T> uuid(String column, ColumnReader<? super T, UUID> reader) {
        return asText(column, "uuid", reader);
    }

    public Columns<T> numeric(String column, ColumnReader<? super T, BigDecimal> reader) {
        return asText(column, "numeric", reader);
    }

    /** The value as JSON, see {@link Json#write}. */
    public Columns<T> jsonb(String column, ColumnReader<? super T, Object> reader) {
        return add(column, "jsonb", String[]::new, row -> {
            Object value = reader.read(row);
            return value == null ? null : Json.write(value);
        });
    }

    /** The statement with {@code unnest(:u)} written out and its parameters set. */
    public StatementSpec statement(JdbcClient jdbc, String sql) {
        String marker = "unnest(:" + alias + ")";
        if (!sql.contains(marker)) {
            throw new IllegalArgumentException("the statement has no " + marker);
        }
        return jdbc.sql(sql.replace(marker + " WITH ORDINALITY", unnest(" WITH ORDINALITY", ", ordinality"))
                        .replace(marker, unnest("", "")))
                .params(params());
    }

    /** The arrays by the names of their parameters, for statements that are put together elsewhere. */
    public Map<String, SqlArray> params() {
        return arrays.entrySet().stream()
                .collect(Collectors.toMap(column -> alias + "_" + column.getKey(), Map.Entry::getValue));
    }

    /** The rows as an item of FROM, for statements that are put together elsewhere. */
    public String unnest() {
        return unnest("", "");
    }

    private String unnest(String ordinality, String number) {
        String parameters = arrays.keySet().stream()
                .map(column -> ":" + alias + "_" + column)
                .collect(Collectors.joining(", "));
        return "unnest(" + parameters + ")" + ordinality + " AS " + alias + "(" + String.join(", ", arrays.keySet())
                + number + ")";
    }

    private <V> Columns<T> asText(String column, String type, ColumnReader<? super T, V> reader) {
        return add(column, type, String[]::new, row -> {
            V value = reader.read(row);
            return value == null ? null : value.toString();
        });
    }

    private <V> Columns<T> add(
            String column, String type, IntFunction<@Nullable V[]> array, ColumnReader<? super T, V> reader) {
        @Nullable V[] values = array.apply(rows.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = reader.read(rows.get(i));
        }
        if (arrays.put(column, SqlArray.of(type, values)) != null) {
            throw new IllegalArgumentException("two columns are called " + column);
        }
        return this;
    }
}
