package dev.sluice.imports.mapping;

import dev.sluice.imports.csv.ColumnFormat;
import dev.sluice.imports.csv.CsvReader;
import dev.sluice.imports.csv.FileLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A suggested mapping of the columns of a file, with the values that led to it.
 *
 * @param columns what was seen of each column
 * @param sample the first rows
 */
public record MappingSuggestion(ColumnMapping mapping, List<SampledColumn> columns, List<CsvReader.CsvRow> sample) {
    private static final int EXAMPLES = 3;

    /**
     * What was seen of one column.
     *
     * @param ambiguous its dates can be read day first or month first, and no row of the file decides
     * @param warning what a reader should know, null when nothing
     */
    public record SampledColumn(
            List<String> examples,
            int filled,
            boolean ambiguous,
            @Nullable String warning) {}

    public static MappingSuggestion of(Path file, String name, FileLayout layout, ZoneId zone) throws IOException {
        List<CsvReader.CsvRow> sample = layout.sample(file);
        List<List<String>> values = new ArrayList<>();
        for (int i = 0; i < layout.columns().size(); i++) {
            values.add(filled(sample, i));
        }
        List<ColumnTarget> targets = TargetSuggestion.suggest(layout.columns(), values, name);
        List<ColumnMapping.MappedColumn> columns = new ArrayList<>();
        List<SampledColumn> seen = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            ColumnTarget target = targets.get(i);
            List<String> cells = values.get(i);
            ColumnFormat format = FormatSuggestion.suggest(target, cells, zone);
            boolean ambiguous = false;
            if (format.isDate() && FormatSuggestion.readableBothWays(cells, zone)) {
                ColumnFormat unambiguous = FormatSuggestion.unambiguous(file, layout, i, zone);
                ambiguous = unambiguous == ColumnFormat.TEXT;
                format = ambiguous ? format : unambiguous;
            }
            String warning = warning(target, format, cells, zone);
            if (target.kind().isDate() && format == ColumnFormat.TEXT) {
                target = ColumnTarget.trait(
                        TargetSuggestion.traitName(layout.columns().get(i)));
            }
            columns.add(new ColumnMapping.MappedColumn(layout.columns().get(i), target, format));
            seen.add(new SampledColumn(
                    cells.stream().distinct().limit(EXAMPLES).toList(), cells.size(), ambiguous, warning));
        }
        return new MappingSuggestion(new ColumnMapping(distinct(columns), zone), seen, sample);
    }

    private static List<String> filled(List<CsvReader.CsvRow> sample, int column) {
        return sample.stream()
                .filter(row -> row.fault() == null && column < row.cells().size())
                .map(row -> row.cells().get(column).strip())
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static @Nullable String warning(
            ColumnTarget target, ColumnFormat format, List<String> values, ZoneId zone) {
        if (values.isEmpty()) {
            return null;
        }
        if (target.kind().isDate() && format == ColumnFormat.TEXT) {
            return "No way of writing dates fits these values, so it is kept as a trait.";
        }
        if (target.kind().isDate() && FormatSuggestion.fits(format, values, zone) < values.size()) {
            return values.size() - FormatSuggestion.fits(format, values, zone) + " of the first " + values.size()
                    + " values are no such date.";
        }
        if (target.kind() == ColumnTarget.Kind.EMAIL) {
            long wrong = values.stream()
                    .filter(value -> !CellText.containsEmail(value))
                    .count();
            return wrong == 0 ? null : wrong + " of the first " + values.size() + " values are no e-mail address.";
        }
        return null;
    }

    /** A plain trait gives way to what a usual name means, and to one of the same name before it. */
    private static List<ColumnMapping.MappedColumn> distinct(List<ColumnMapping.MappedColumn> columns) {
        Set<String> used = new HashSet<>();
        columns.stream()
                .filter(column -> !plain(column))
                .forEach(column -> used.add(column.target().code()));
        List<ColumnMapping.MappedColumn> distinct = new ArrayList<>();
        for (ColumnMapping.MappedColumn column : columns) {
            ColumnTarget target = column.target();
            for (int n = 2; plain(column) && !used.add(target.code()); n++) {
                target = ColumnTarget.trait(column.target().name() + "_" + n);
            }
            distinct.add(column.to(target));
        }
        return distinct;
    }

    private static boolean plain(ColumnMapping.MappedColumn column) {
        return column.target().equals(ColumnTarget.trait(TargetSuggestion.traitName(column.header())));
    }
}
