package dev.sluice.imports.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a delimited text one by one. A fault costs the row it stands in and never the file: after
 * a quotation mark that is never closed, reading goes on with the next line. (A general CSV library ends at
 * the first fault, or takes the rest of the file for one cell.)
 */
public final class CsvReader implements Closeable {
    static final int LONGEST_CELL = 1_000_000;
    static final int LONGEST_ROW = 4_000_000;
    static final int MOST_CELLS = 2_000;
    private static final int KEPT_OF_A_FAULTY_ROW = 10_000;

    /**
     * One row as it stands in the file.
     *
     * @param number its place as a spreadsheet counts: the first is 1, blank ones count
     * @param cells what it holds; for a faulty row what can be shown of it
     * @param fault why it cannot be used, null when it can
     */
    public record CsvRow(
            long number, List<String> cells, @Nullable String fault) {
        public boolean blank() {
            return fault == null && cells.stream().allMatch(BlankText::isBlank);
        }
    }

    private final Reader text;
    private final char separator;
    private final int width;
    private final String[] found = new String[MOST_CELLS];
    private char[] buffer = new char[1 << 16];
    private int filled;
    private int start;
    private int at;
    private boolean ended;
    private long number;
    private int cells;
    private @Nullable String fault;

    /** @param width how many columns the header has, 0 before it is known */
    CsvReader(Reader text, char separator, int width) {
        this.text = text;
        this.separator = separator;
        this.width = width;
    }

    /** The next row, or null at the end. */
    @Nullable
    public CsvRow next() throws IOException {
        start = at;
        if (peek() == -1) {
            return null;
        }
        if (number == 0 && buffer[at] == '\uFEFF') {
            at++;
            start = at;
        }
        number++;
        cells = 0;
        fault = null;
        boolean more = true;
        while (more) {
            more = cell();
        }
        if (fault != null) {
            toLineEnd();
        }
        endLine();
        return fault == null ? row() : faulty(fault);
    }

    /** Reads one cell; true when another follows in the same row. */
    private boolean cell() throws IOException {
        int begin = at - start;
        int opening = openingQuote();
        if (opening < 0 || !quoted(opening)) {
            if (fault != null) {
                return false;
            }
            at = start + begin;
            plain();
        }
        if (fault != null) {
            return false;
        }
        boolean more = peek() == separator;
        if (more) {
            at++;
        }
        return more;
    }

    private void plain() throws IOException {
        int begin = at - start;
        int c = peek();
        while (c != -1 && c != separator && c != '\n' && c != '\r') {
            at++;
            if (at - start > LONGEST_ROW) {
                fault = "The row has more than 4,000,000 characters.";
                return;
            }
            c = peek();
        }
        int length = at - start - begin;
        boolean wrapped = length > 1 && buffer[start + begin] == '"' && buffer[at - 1] == '"';
        keep(new String(buffer, start + begin + (wrapped ? 1 : 0), length - (wrapped ? 2 : 0)));
    }

    /** Where the quotation mark that opens this cell stands, seen from the row's start; -1 when none does. */
    private int openingQuote() throws IOException {
        int c = peek();
        while (c == ' ' && separator != ' ') {
            at++;
            c = peek();
        }
        return c == '"' ? at - start : -1;
    }

    /** Reads a quoted cell; false when the mark turns out to be part of the text, or there is a fault. */
    private boolean quoted(int opening) throws IOException {
        StringBuilder doubled = null;
        boolean lines = false;
        at = start + opening + 1;
        int piece = opening + 1;
        for (int c = peek(); c != -1; c = peek()) {
            if (c == '"') {
                if (peekAfter() == '"') {
                    doubled = doubled == null ? new StringBuilder() : doubled;
                    doubled.append(buffer, start + piece, at + 1 - start - piece);
                    at += 2;
                    piece = at - start;
                } else {
                    String value = closed(doubled, piece);
                    if (endsCell()) {
                        keep(value);
                        return true;
                    }
                    if (lines) {
                        neverClosed(opening);
                    }
                    return false;
                }
            } else {
                lines |= c == '\n' || c == '\r';
                at++;
                if (at - start > LONGEST_ROW || (lines && at - start - opening > LONGEST_CELL)) {
                    neverClosed(opening);
                    return false;
                }
            }
        }
        neverClosed(opening);
        return false;
    }

    private String closed(@Nullable StringBuilder doubled, int piece) {
        int length = at - start - piece;
        at++;
        return doubled == null
                ? new String(buffer, start + piece, length)
                : doubled.append(buffer, start + piece, length).toString();
    }

    /** Passes spaces behind a closing mark; true when the cell ends there. */
    private boolean endsCell() throws IOException {
        int c = peek();
        while (c == ' ' && separator != ' ') {
            at++;
            c = peek();
        }
        return c == -1 || c == separator || c == '\n' || c == '\r';
    }

    private void neverClosed(int opening) {
        fault = "A quotation mark in column " + (cells + 1) + " is never closed.";
        at = start + opening;
    }

    private void toLineEnd() throws IOException {
        for (int c = peek(); c != -1 && c != '\n' && c != '\r'; c = peek()) {
            at++;
            if (at - start > LONGEST_ROW) {
                // what can be shown of the row stays, the rest is passed over
                int kept = KEPT_OF_A_FAULTY_ROW;
                System.arraycopy(buffer, at, buffer, start + kept, filled - at);
                filled -= at - start - kept;
                at = start + kept;
            }
        }
    }

    private void endLine() throws IOException {
        int c = peek();
        int end = at - start;
        if (c == '\r') {
            at++;
            c = peek();
        }
        if (c == '\n') {
            at++;
        }
        if (fault == null) {
            fault = damage(start, start + end);
        }
    }

    private @Nullable String damage(int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == 0) {
                return "The row holds a NUL character; the file is damaged here.";
            }
            if (buffer[i] == '\uFFFD') {
                return "The row holds bytes that are no text in the file's encoding; save the file as UTF-8.";
            }
        }
        return cells > MOST_CELLS ? "The row has " + cells + " columns; at most 2,000 can be read." : null;
    }

    private void keep(String value) {
        if (value.length() > LONGEST_CELL) {
            fault = "Column " + (cells + 1) + " holds more than 1,000,000 characters.";
        }
        if (cells < MOST_CELLS) {
            found[cells] = value;
        }
        cells++;
    }

    private CsvRow row() {
        if (cells == 1 && width > 1 && found[0].indexOf(separator) >= 0) {
            return QuotedRow.unwrapped(number, found[0], separator, width);
        }
        return new CsvRow(number, Arrays.asList(Arrays.copyOf(found, cells)), null);
    }

    private CsvRow faulty(String reason) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < Math.min(cells, MOST_CELLS); i++) {
            shown.add(cut(found[i]));
        }
        if (cells == 0 || reason.startsWith("A quotation") || reason.startsWith("The row has more")) {
            int end = at;
            while (end > start && (buffer[end - 1] == '\n' || buffer[end - 1] == '\r')) {
                end--;
            }
            shown = List.of(cut(new String(buffer, start, Math.min(end - start, KEPT_OF_A_FAULTY_ROW + 1))));
        }
        return new CsvRow(number, shown, reason);
    }

    private static String cut(String text) {
        String clean = text.replace('\0', '\uFFFD');
        return clean.length() <= KEPT_OF_A_FAULTY_ROW ? clean : clean.substring(0, KEPT_OF_A_FAULTY_ROW) + "…";
    }

    private int peek() throws IOException {
        return at < filled || fill() ? buffer[at] : -1;
    }

    private int peekAfter() throws IOException {
        at++;
        int c = peek();
        at--;
        return c;
    }

    /** Reads on, keeping the row under way in the buffer; false at the end of the text. */
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            at -= start;
            start = 0;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = text.read(buffer, filled, buffer.length - filled);
        ended = read < 0;
        filled += Math.max(read, 0);
        return !ended;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
