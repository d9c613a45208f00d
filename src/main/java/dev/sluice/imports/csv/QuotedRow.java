package dev.sluice.imports.csv;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;

/** A row in quotation marks as a whole, as some programs write rows that hold a quotation mark themselves. */
final class QuotedRow {
    private QuotedRow() {}

    /** The cells in the only cell of a row; a faulty row where they do not match the header. */
    static CsvReader.CsvRow unwrapped(long number, String cell, char separator, int width) {
        List<String> cells = cells(cell, separator);
        return cells.size() == width
                ? new CsvReader.CsvRow(number, cells, null)
                : new CsvReader.CsvRow(
                        number, List.of(cell), "The row is quoted as a whole: 1 column, header " + width + ".");
    }

    /** The cells that stand in one cell; only that cell where they cannot be told. */
    static List<String> cells(String cell, char separator) {
        try (CsvReader inside = new CsvReader(new StringReader(cell), separator, 0)) {
            CsvReader.CsvRow row = inside.next();
            return row == null || row.fault() != null || inside.next() != null ? List.of(cell) : row.cells();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
