package dev.sluice.imports.mapping;

import dev.sluice.imports.csv.BlankText;
import dev.sluice.imports.csv.CsvReader;
import dev.sluice.signal.NewSignal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the rows of one import into signals. The same row always makes the same signals, so repeating it adds nothing. */
public final class RowReader {
    /** What became of a row. */
    public sealed interface RowOutcome {
        /** @param setAside what could not be understood and was left out, null when nothing was */
        record Taken(List<NewSignal> signals, @Nullable String setAside) implements RowOutcome {}

        record RowRejected(String reason) implements RowOutcome {}

        record Blank() implements RowOutcome {}
    }

    /** The import that a row comes from: its id, file, source, and when it started. */
    record ImportOrigin(long id, String file, int source, Instant now) {}

    private static final RowOutcome BLANK = new RowOutcome.Blank();
    private final ImportOrigin origin;
    private final int width;
    private final int needed;
    private final ZoneId zone;
    private final ColumnMapping.MappedColumn[] columns;

    /**
     * @param source the id of the source of the signals
     * @param now when the import started: the instant of everything without a date of its own
     */
    public RowReader(long id, String file, int source, Instant now, ColumnMapping mapping) {
        this.origin = new ImportOrigin(id, file, source, now);
        this.width = mapping.columns().size();
        this.zone = mapping.zone();
        this.columns = mapping.columns().toArray(ColumnMapping.MappedColumn[]::new);
        int last = width;
        while (last > 0 && columns[last - 1].target().equals(ColumnTarget.IGNORE)) {
            last--;
        }
        this.needed = last;
    }

    public RowOutcome read(CsvReader.CsvRow row) {
        if (row.fault() != null) {
            return new RowOutcome.RowRejected(row.fault());
        }
        if (row.blank()) {
            return BLANK;
        }
        int cells = Math.min(width, row.cells().size());
        String tooWide = tooWide(row.cells());
        if (tooWide != null) {
            return new RowOutcome.RowRejected(tooWide);
        }
        CellValues values = new CellValues(origin.now(), zone);
        RowFacts facts = new RowFacts(values, origin.now());
        if (cells < needed) {
            values.leaveOut(
                    "The row has " + cells + (cells == 1 ? " column" : " columns") + ", the header " + width + ".");
        }
        for (int i = 0; i < cells && values.rejection() == null; i++) {
            String value = CellText.clean(row.cells().get(i));
            if (!value.isEmpty()) {
                facts.add(columns[i], value);
            }
        }
        String rejection = facts.rejection();
        return rejection != null
                ? new RowOutcome.RowRejected(rejection)
                : new RowOutcome.Taken(new RowSignalBuilder(origin, row.number(), facts).build(), values.leftOut());
    }

    private @Nullable String tooWide(List<String> cells) {
        for (int i = width; i < cells.size(); i++) {
            if (!BlankText.isBlank(cells.get(i))) {
                return "The row has " + cells.size() + " columns, the header " + width
                        + "; a separator or a quotation mark may be missing or too many.";
            }
        }
        return null;
    }
}
