package dev.sluice.platform.web;

import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report's columns, declared once, for its CSV, its JSON, the description of its JSON and its page:
 *
 * <pre>{@code
 * static final Table<Slip> SLIPS = Table.<Slip>of("slips")
 *         .column("deal", "Deal", Unit.ID, Slip::deal)
 *         .column("times", "Moved", Unit.COUNT, Slip::times)
 *         .column("last", "Expected close", Unit.DATE, Slip::last);
 *
 * CsvOut.send(response, "slips", SLIPS.csv(slips));     // keys as headings
 * return SLIPS.json(slips);                             // keys as fields; what is null is left out
 * SLIPS.schema();                                       // for OpenAPI
 * pages.page("…", Map.of("table", SLIPS.html(slips)));  // labels as headings: @template.platform.table(table = table)
 * }</pre>
 *
 * <p>A table is a constant: every {@code column} gives a new one. A reader may return null.
 *
 * @param <T> what a row is made of
 */
public final class Table<T> {
    private final String name;
    private final List<TableColumn<T>> columns;

    private Table(String name, List<TableColumn<T>> columns) {
        this.name = name;
        this.columns = List.copyOf(columns);
    }

    /** What a value is. */
    public enum CellUnit {
        TEXT("string", "", false),
        /** The id of a record. */
        ID("integer", "int64", true),
        COUNT("integer", "int64", true),
        NUMBER("number", "double", true),
        /** An amount in the workspace's currency. */
        MONEY("number", "double", true),
        /** A rate or probability from 0 to 1. */
        SHARE("number", "double", true),
        DAYS("number", "double", true),
        DATE("string", "date", false),
        INSTANT("string", "date-time", false);

        private final String type;
        private final String format;
        private final boolean numeric;

        CellUnit(String type, String format, boolean numeric) {
            this.type = type;
            this.format = format;
            this.numeric = numeric;
        }
    }

    /** What a row has in a column; null for nothing. */
    @FunctionalInterface
    public interface CellReader<T> {
        @Nullable
        Object read(T row);
    }

    /**
     * A column.
     *
     * @param key its name in files and in JSON, in {@code snake_case}
     * @param label its heading on a page
     */
    public record TableColumn<T>(String key, String label, CellUnit unit, CellReader<? super T> reader) {}

    /** A table as a page shows it. */
    public record Html(List<Heading> headings, List<List<String>> rows) {}

    /** The heading of a column; numbers are aligned to the right. */
    public record Heading(String label, boolean numeric) {}

    public static <T> Table<T> of(String name) {
        return new Table<>(name, List.of());
    }

    public Table<T> column(String key, String label, CellUnit unit, CellReader<? super T> reader) {
        if (columns.stream().anyMatch(column -> column.key().equals(key))) {
            throw new IllegalArgumentException(name + " has two columns " + key);
        }
        List<TableColumn<T>> more = new ArrayList<>(columns);
        more.add(new TableColumn<>(key, label, unit, reader));
        return new Table<>(name, more);
    }

    public String name() {
        return name;
    }

    public List<TableColumn<T>> columns() {
        return columns;
    }

    /** The rows of a file, headings first; numbers and instants are written for machines. */
    public List<List<@Nullable String>> csv(List<? extends T> rows) {
        List<List<@Nullable String>> cells = new ArrayList<>();
        List<@Nullable String> headings = new ArrayList<>();
        columns.forEach(column -> headings.add(column.key()));
        cells.add(headings);
        for (T row : rows) {
            List<@Nullable String> line = new ArrayList<>();
            columns.forEach(column -> line.add(text(column.reader().read(row))));
            cells.add(line);
        }
        return cells;
    }

    public List<Map<String, Object>> json(List<? extends T> rows) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (T row : rows) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (TableColumn<T> column : columns) {
                Object value = column.reader().read(row);
                if (value != null) {
                    object.put(column.key(), value);
                }
            }
            objects.add(object);
        }
        return objects;
    }

    /** The JSON of {@link #json} for the description of the API. */
    public Schema<?> schema() {
        ObjectSchema row = new ObjectSchema();
        for (TableColumn<T> column : columns) {
            Schema<Object> value = new Schema<>();
            value.setType(column.unit().type);
            value.setFormat(column.unit().format.isEmpty() ? null : column.unit().format);
            value.setDescription(column.label());
            row.addProperty(column.key(), value);
        }
        return new ArraySchema().items(row).name(name);
    }

    /** For the template {@code platform/table}. */
    public Html html(List<? extends T> rows) {
        List<Heading> headings = columns.stream()
                .map(column -> new Heading(column.label(), column.unit().numeric))
                .toList();
        List<List<String>> cells = new ArrayList<>();
        for (T row : rows) {
            cells.add(columns.stream()
                    .map(column -> formatted(column.unit(), column.reader().read(row)))
                    .toList());
        }
        return new Html(headings, cells);
    }

    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }

    private static String formatted(CellUnit unit, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (!(value instanceof Number number)) {
            return value.toString();
        }
        return switch (unit) {
            case COUNT -> String.format(Locale.ROOT, "%,d", number.longValue());
            case MONEY -> String.format(Locale.ROOT, "%,.0f", number.doubleValue());
            case SHARE -> String.format(Locale.ROOT, "%.1f%%", 100 * number.doubleValue());
            case DAYS, NUMBER -> String.format(Locale.ROOT, "%,.1f", number.doubleValue());
            case TEXT, ID, DATE, INSTANT -> value.toString();
        };
    }
}
