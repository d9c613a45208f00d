package dev.sluice.imports.csv;

import dev.sluice.platform.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a file of rows is to be read.
 *
 * @param damaged the text holds bytes that its encoding cannot explain; rows with them are refused
 * @param possible encodings among which somebody has to choose, the likeliest first; empty where one is certain
 * @param headerRow the row that names the columns, 0 when none does
 * @param columns the names, made distinct; "Column 3" where there is none
 */
public record FileLayout(
        String encoding,
        boolean damaged,
        List<String> possible,
        String separator,
        long headerRow,
        List<String> columns) {
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final int LOOKED_AT = 1 << 17;
    private static final int SAMPLE_ROWS = 1_000;

    /** Finds separator and header of a file in the encoding that was detected. */
    public static FileLayout of(Path file, CharsetDetector detected, @Nullable String separator) throws IOException {
        return of(file, detected.name(), detected.damaged(), separator).among(detected.possible());
    }

    /** This layout where the encoding is one of several that the file can have. */
    public FileLayout among(List<String> encodings) {
        return new FileLayout(encoding, damaged, encodings, separator, headerRow, columns);
    }

    /** Finds separator and header of a file in that encoding. */
    public static FileLayout of(Path file, String encoding, boolean damaged, @Nullable String separator)
            throws IOException {
        String beginning = beginning(file, encoding);
        String chosen = separator == null ? Character.toString(separator(beginning)) : separator;
        List<CsvReader.CsvRow> rows = rows(beginning, chosen.charAt(0), 50);
        CsvReader.CsvRow header = header(rows);
        if (header == null) {
            throw new BadInput("file", "The file holds no rows.");
        }
        if (header.fault() != null || header.cells().size() > CsvReader.MOST_CELLS) {
            throw new BadInput(
                    "file",
                    "The row that names the columns (row " + header.number() + ") cannot be read: " + header.fault());
        }
        boolean named = header.cells().stream().noneMatch(cell -> ColumnFormat.isEmail(cell));
        List<String> names =
                named ? header.cells() : header.cells().stream().map(cell -> "").toList();
        return new FileLayout(encoding, damaged, List.of(), chosen, named ? header.number() : 0, distinct(names));
    }

    public CsvReader open(InputStream bytes) {
        return new CsvReader(
                new InputStreamReader(
                        bytes,
                        Charset.forName(encoding)
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPLACE)
                                .onUnmappableCharacter(CodingErrorAction.REPLACE)),
                separator.charAt(0),
                columns.size());
    }

    /** The first rows beneath the header that hold something. */
    public List<CsvReader.CsvRow> sample(Path file) throws IOException {
        List<CsvReader.CsvRow> rows = new ArrayList<>();
        try (InputStream bytes = Files.newInputStream(file);
                CsvReader all = open(bytes)) {
            for (CsvReader.CsvRow row = all.next(); row != null && rows.size() < SAMPLE_ROWS; row = all.next()) {
                if (row.number() > headerRow && !row.blank()) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private static String beginning(Path file, String encoding) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] first = bytes.readNBytes(4 * LOOKED_AT);
            String text = new String(first, Charset.forName(encoding));
            return text.length() <= LOOKED_AT ? text : text.substring(0, LOOKED_AT);
        }
    }

    private static char separator(String text) {
        String first = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (first.regionMatches(true, 0, "sep=", 0, 4) && first.length() > 5 && first.charAt(5) <= '\r') {
            return first.charAt(4);
        }
        char best = ',';
        double bestScore = 0;
        for (char candidate : SEPARATORS) {
            double score = regularity(rows(text, candidate, 50));
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    /** High when the rows fall into the same number of cells, more than one; more cells win a tie. */
    private static double regularity(List<CsvReader.CsvRow> rows) {
        List<CsvReader.CsvRow> filled =
                rows.stream().filter(row -> !row.blank()).toList();
        int usual = usualWidth(filled);
        if (usual < 2) {
            return 0;
        }
        long same = filled.stream()
                .filter(row -> row.fault() == null && row.cells().size() == usual)
                .count();
        return (double) same / filled.size() + Math.min(usual, 50) / 1_000.0;
    }

    private static int usualWidth(List<CsvReader.CsvRow> rows) {
        Map<Integer, Integer> widths = new HashMap<>();
        rows.stream()
                .filter(row -> row.fault() == null)
                .forEach(row -> widths.merge(row.cells().size(), 1, Integer::sum));
        return widths.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    /** The first row as wide as most are: reports begin with a title and a period above their columns. */
    private static CsvReader.@Nullable CsvRow header(List<CsvReader.CsvRow> rows) {
        List<CsvReader.CsvRow> filled =
                rows.stream().filter(row -> !row.blank()).toList();
        if (filled.isEmpty()) {
            return null;
        }
        int usual = usualWidth(filled);
        CsvReader.CsvRow first = filled.getFirst();
        boolean title = first.fault() == null
                && first.cells().stream()
                                .filter(cell -> !BlankText.isBlank(cell))
                                .count()
                        < 2;
        if (usual < 2 || !title) {
            return first;
        }
        return filled.stream()
                .limit(10)
                .filter(row -> row.fault() == null && row.cells().size() == usual)
                .filter(row -> row.cells().stream()
                                .filter(cell -> !BlankText.isBlank(cell))
                                .count()
                        > 1)
                .findFirst()
                .orElse(first);
    }

    private static List<CsvReader.CsvRow> rows(String text, char separator, int most) {
        List<CsvReader.CsvRow> rows = new ArrayList<>();
        try (CsvReader all = new CsvReader(new StringReader(text), separator, 0)) {
            for (CsvReader.CsvRow row = all.next(); row != null && rows.size() < most; row = all.next()) {
                rows.add(row);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        // the text is only the beginning of the file, so its last row may be cut
        if (rows.size() > 2 && text.length() == LOOKED_AT && rows.size() < most) {
            rows.removeLast();
        }
        boolean quoted = rows.stream()
                .allMatch(row -> row.blank()
                        || (row.fault() == null
                                && row.cells().size() == 1
                                && row.cells().getFirst().indexOf(separator) >= 0));
        if (quoted) {
            rows.replaceAll(row -> row.blank()
                    ? row
                    : new CsvReader.CsvRow(
                            row.number(), QuotedRow.cells(row.cells().getFirst(), separator), null));
        }
        return rows;
    }

    private static List<String> distinct(List<String> names) {
        Set<String> taken = new HashSet<>();
        List<String> distinct = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String plain = BlankText.trimmed(names.get(i)).replaceAll("\\s+", " ");
            String name = plain.isEmpty() ? "Column " + (i + 1) : plain.substring(0, Math.min(plain.length(), 200));
            String one = name;
            for (int n = 2; !taken.add(one); n++) {
                one = name + " (" + n + ")";
            }
            distinct.add(one);
        }
        return distinct;
    }
}
