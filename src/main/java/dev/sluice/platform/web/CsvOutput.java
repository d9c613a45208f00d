package dev.sluice.platform.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Writes CSV that a spreadsheet shows and never runs. A text that could be taken for a formula gets an
 * apostrophe before it, which {@link #original} takes away again; nothing is lost on the way out and back.
 */
public final class CsvOutput implements Closeable {
    /** The attribute of a request with the number of rows, without headings, that were sent as its response. */
    public static final String ROWS = CsvOutput.class.getName() + ".rows";

    private static final String STARTS_FORMULA = "=+-@＝＋－＠﹦﹢﹣﹫−";
    private final CsvWriter writer;
    private long written;

    /** Begins with the mark by which spreadsheets know UTF-8; the caller closes the stream. */
    public CsvOutput(OutputStream bytes) throws IOException {
        bytes.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        writer = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(new Open(bytes), StandardCharsets.UTF_8);
    }

    /** Sends rows to be saved as a file of that name; the first has the headings. */
    public static void send(HttpServletResponse response, String file, Iterable<List<@Nullable String>> rows)
            throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + file + ".csv\"");
        try (CsvOutput out = new CsvOutput(response.getOutputStream())) {
            rows.forEach(out::row);
        }
    }

    /** One row; a null cell is empty. */
    public void row(List<? extends @Nullable String> cells) {
        writer.writeRecord(cells.stream().map(CsvOutput::safe).toList());
        written++;
    }

    /** The text as a spreadsheet may hold it. */
    public static String safe(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return isDangerous(withoutApostrophes(text)) ? "'" + text : text;
    }

    /** What {@link #safe} was given. */
    public static String original(String cell) {
        return cell.startsWith("'") && isDangerous(withoutApostrophes(cell)) ? cell.substring(1) : cell;
    }

    private static String withoutApostrophes(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) == '\'') {
            i++;
        }
        return i == 0 ? text : text.substring(i);
    }

    private static boolean isDangerous(String text) {
        if (text.isEmpty()) {
            return false;
        }
        if (Character.isISOControl(text.charAt(0))) {
            return true;
        }
        int i = 0;
        while (i < text.length() && passedOver(text.charAt(i))) {
            i++;
        }
        return i < text.length() && STARTS_FORMULA.indexOf(text.charAt(i)) >= 0;
    }

    /** Spaces, controls and invisible marks, which some spreadsheets drop before they look for a formula. */
    private static boolean passedOver(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || c == '"'
                || c == '\'';
    }

    @Override
    public void close() throws IOException {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(ROWS, Math.max(0, written - 1), RequestAttributes.SCOPE_REQUEST);
        }
        writer.close();
    }

    /** Leaves the stream open: a response ends after its handler, when what it sent has been recorded. */
    private static final class Open extends FilterOutputStream {
        Open(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
