package dev.sluice.imports.mapping;

import dev.sluice.imports.csv.ColumnFormat;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Json;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each column of a file tells and how it is written; dates without a zone are of {@code zone}. */
public record ColumnMapping(List<MappedColumn> columns, ZoneId zone) {
    /** One column, in the file's order. */
    public record MappedColumn(String header, ColumnTarget target, ColumnFormat format) {
        public MappedColumn to(ColumnTarget other) {
            return new MappedColumn(header, other, format);
        }
    }

    /** As it is stored and as the API takes it: {@code {"zone": ..., "columns": {header: {"to": ..., "format": ...}}}}. */
    public Map<String, Object> toJson() {
        Map<String, Object> byHeader = new LinkedHashMap<>();
        columns.forEach(column -> byHeader.put(
                column.header(),
                Map.of("to", column.target().code(), "format", column.format().code())));
        return Map.of("zone", zoneName(), "columns", byHeader);
    }

    /** What was stored, for the columns of its file. */
    public static ColumnMapping stored(String json, List<String> headers) {
        ColumnMapping nothing = new ColumnMapping(
                headers.stream()
                        .map(header -> new MappedColumn(header, ColumnTarget.IGNORE, ColumnFormat.TEXT))
                        .toList(),
                ZoneOffset.UTC);
        return nothing.with(Json.object(json));
    }

    /**
     * This mapping with what a caller says instead; columns that the caller does not name stay as they are,
     * unless what they tell is now told by another: then they become a trait.
     */
    public ColumnMapping with(Map<String, Object> said) {
        Map<String, MappedColumn> named = new HashMap<>();
        if (said.get("columns") instanceof Map<?, ?> wanted) {
            wanted.forEach((header, value) -> named.put(String.valueOf(header), column(String.valueOf(header), value)));
        } else if (said.containsKey("columns")) {
            throw new BadInput("mapping.columns", "Send an object: the column's name, then what it tells.");
        }
        List<MappedColumn> merged = new ArrayList<>();
        for (MappedColumn column : columns) {
            MappedColumn instead = named.remove(column.header());
            merged.add(instead != null ? instead : yielding(column, said));
        }
        if (!named.isEmpty()) {
            String header = named.keySet().iterator().next();
            throw new BadInput("mapping.columns." + header, "The file has no column of this name.");
        }
        return new ColumnMapping(merged, said.get("zone") == null ? zone : zone(String.valueOf(said.get("zone"))));
    }

    private static MappedColumn yielding(MappedColumn column, Map<String, Object> said) {
        boolean taken = said.get("columns") instanceof Map<?, ?> wanted
                && wanted.values().stream()
                        .anyMatch(value ->
                                clash(column.target(), column("", value).target()));
        return taken ? column.to(ColumnTarget.trait(KnownHeaders.snake(column.header()))) : column;
    }

    private static boolean clash(ColumnTarget one, ColumnTarget other) {
        return !one.kind().isRepeatable()
                && one.kind() == other.kind()
                && (one.kind() == ColumnTarget.Kind.EXTERNAL || one.name().equals(other.name()));
    }

    private static MappedColumn column(String header, @Nullable Object value) {
        String field = "mapping.columns." + header;
        Object to = value instanceof Map<?, ?> details ? details.get("to") : value;
        if (!(to instanceof String code)) {
            throw new BadInput(
                    field, "Say what the column tells: a text such as \"email\", or {\"to\": ..., \"format\": ...}.");
        }
        ColumnTarget target = ColumnTarget.ofCode(code);
        if (target == null) {
            throw new BadInput(field, "\"" + code + "\" is nothing a column can tell; one of: " + codes() + ".");
        }
        Object written = value instanceof Map<?, ?> details ? details.get("format") : null;
        ColumnFormat format = written == null ? usual(target) : ColumnFormat.ofCode(String.valueOf(written));
        if (format == null || (target.kind().isDate() && !format.isDate())) {
            throw new BadInput(
                    field, "\"" + written + "\" is no format of this column; one of: " + formats(target) + ".");
        }
        return new MappedColumn(header, target, format);
    }

    private static ColumnFormat usual(ColumnTarget target) {
        return target.kind().isDate() ? ColumnFormat.ISO : target.isNumber() ? ColumnFormat.NUMBER : ColumnFormat.TEXT;
    }

    private static String codes() {
        List<String> codes = new ArrayList<>(ColumnTarget.TRAITS);
        for (ColumnTarget.Kind kind : ColumnTarget.Kind.values()) {
            codes.add(
                    kind.takes() == null
                            ? kind.code()
                            : kind.code() + ":" + kind.takes().toUpperCase(java.util.Locale.ROOT));
        }
        return String.join(", ", codes);
    }

    private static String formats(ColumnTarget target) {
        List<String> codes = new ArrayList<>();
        for (ColumnFormat format : ColumnFormat.values()) {
            if (!target.kind().isDate() || format.isDate()) {
                codes.add(format.code());
            }
        }
        return String.join(", ", codes);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name).normalized();
        } catch (DateTimeException unknown) {
            throw new BadInput("mapping.zone", "\"" + name + "\" is no time zone; write one such as Europe/London.");
        }
    }

    /** The zone as its readers name it. */
    public String zoneName() {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /** Refuses what cannot work: two columns that tell the same, or a file in which nobody is told of. */
    public ColumnMapping checked() {
        Map<String, String> told = new HashMap<>();
        List<BadInput.FieldError> faults = new ArrayList<>();
        for (MappedColumn column : columns) {
            if (!column.target().kind().isRepeatable()) {
                String other = told.putIfAbsent(column.target().code(), column.header());
                if (other != null) {
                    faults.add(new BadInput.FieldError(
                            "mapping.columns." + column.header(),
                            "\"" + other + "\" and \"" + column.header() + "\" both tell "
                                    + column.target().code() + "; leave one out or give it another name."));
                }
            }
        }
        if (told.isEmpty()) {
            faults.add(new BadInput.FieldError("mapping", "Every column is left out; choose what at least one tells."));
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        return this;
    }
}
