package dev.sluice.imports.proposal;

import dev.sluice.imports.csv.ColumnFormat;
import dev.sluice.imports.csv.CsvReader;
import dev.sluice.imports.csv.FileLayout;
import dev.sluice.imports.mapping.ColumnMapping;
import dev.sluice.imports.mapping.ColumnTarget;
import dev.sluice.imports.mapping.KnownHeaders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A suggested mapping of the columns of a file, with the values that led to it.
 *
 * @param columns what was seen of each column
 * @param sample the first rows
 * @param remarks what a reader should know of the file as a whole
 */
public record MappingSuggestion(
        ColumnMapping mapping, List<SampledColumn> columns, List<CsvReader.CsvRow> sample, List<String> remarks) {
    private static final int EXAMPLES = 3;

    /**
     * What was seen of one column.
     *
     * @param doubt what somebody has to say of it, because the file does not; null when nothing
     * @param warning what a reader should know, null when nothing
     */
    public record SampledColumn(
            List<String> examples,
            int filled,
            @Nullable Doubt doubt,
            @Nullable String warning) {
        public boolean ambiguous() {
            return doubt != null;
        }
    }

    /**
     * Suggests what the columns tell.
     *
     * @param country of the workspace, which decides between readings that are both possible
     */
    public static MappingSuggestion of(Path file, FileLayout layout, ZoneId zone, String country) throws IOException {
        List<CsvReader.CsvRow> sample = layout.sample(file);
        FormatSuggestion formats = new FormatSuggestion(zone, country, layout.separator());
        List<ColumnMapping.MappedColumn> columns = new ArrayList<>();
        List<SampledColumn> seen = new ArrayList<>();
        for (ProposedColumn column : TargetSuggestion.suggest(ColumnSample.of(layout.columns(), sample), zone)) {
            ColumnFormat format = formats.suggest(column.target, column.sample);
            List<String> cells = column.sample.real(column.target);
            if (format.isDate() && FormatSuggestion.readableBothWays(cells, zone)) {
                ColumnFormat decided = FormatSuggestion.unambiguous(file, layout, columns.size(), zone);
                column.doubt = decided == ColumnFormat.TEXT ? Doubt.DATE_ORDER : column.doubt;
                format = decided == ColumnFormat.TEXT ? format : decided;
            } else if (formats.isMarkInDoubt(column.target, column.sample)) {
                column.doubt = Doubt.DECIMAL_MARK;
            }
            String warning = ColumnWarnings.of(column, format, zone);
            if (column.target.kind().isDate() && format == ColumnFormat.TEXT) {
                column.becomesPlain();
            }
            columns.add(new ColumnMapping.MappedColumn(column.sample.header(), column.target, format));
            seen.add(new SampledColumn(
                    column.sample.values().stream().distinct().limit(EXAMPLES).toList(),
                    column.sample.values().size(),
                    column.doubt,
                    warning));
        }
        ColumnMapping mapping = new ColumnMapping(distinct(columns), zone);
        return new MappingSuggestion(mapping, seen, sample, FileRemarks.of(mapping, sample));
    }

    /** The remarks on the file and those on its columns, each with the column's name. */
    public List<String> allRemarks() {
        List<String> all = new ArrayList<>(remarks);
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).warning() != null) {
                all.add(mapping.columns().get(i).header() + ": "
                        + columns.get(i).warning());
            }
        }
        return all;
    }

    /** This suggestion with that mapping instead. */
    public MappingSuggestion with(ColumnMapping instead) {
        return new MappingSuggestion(instead, columns, sample, FileRemarks.of(instead, sample));
    }

    /** This suggestion with what a caller says instead. */
    public MappingSuggestion with(Map<String, Object> said) {
        return with(mapping.with(said));
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
        return column.target().equals(ColumnTarget.trait(KnownHeaders.traitName(column.header())));
    }
}
