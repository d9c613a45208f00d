package dev.sluice.imports;

import dev.sluice.imports.csv.CsvReader;
import dev.sluice.imports.csv.FileLayout;
import dev.sluice.imports.mapping.RowReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** Reads and understands the rows of a file in a thread of its own, a few chunks ahead of the database. */
final class ReadAhead implements AutoCloseable {
    private static final int ROWS_A_CHUNK = 2_000;
    private static final int CHARACTERS_A_CHUNK = 2_000_000;
    private static final int CHUNKS_AHEAD = 2;

    /** A row with what became of it. */
    record Read(CsvReader.CsvRow row, RowReader.RowOutcome outcome) {}

    /**
     * Rows that are committed together.
     *
     * @param after the number of the last row before them
     * @param bytes how much of the file has been read behind them
     * @param last nothing follows
     */
    record Chunk(long after, List<Read> rows, long bytes, boolean last) {
        long to() {
            return rows.isEmpty() ? after : rows.getLast().row().number();
        }
    }

    private final BlockingQueue<Object> chunks = new ArrayBlockingQueue<>(CHUNKS_AHEAD);
    private final Thread thread;

    /**
     * @param after the number of the last row that needs no reading
     */
    ReadAhead(Path file, FileLayout layout, RowReader reader, long after) {
        thread = Thread.ofPlatform().daemon().name("import-reader").start(() -> read(file, layout, reader, after));
    }

    /** The next chunk, waiting for it. */
    Chunk next() throws IOException {
        try {
            Object next = chunks.take();
            if (next instanceof Chunk chunk) {
                return chunk;
            }
            if (next instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("a row could not be understood", (Throwable) next);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private void read(Path file, FileLayout layout, RowReader reader, long after) {
        try (CountedRows bytes = new CountedRows(Files.newInputStream(file));
                CsvReader rows = layout.open(bytes)) {
            List<Read> chunk = new ArrayList<>(ROWS_A_CHUNK);
            long before = after;
            long size = 0;
            for (CsvReader.CsvRow row = rows.next(); row != null; row = rows.next()) {
                if (row.number() <= after || row.number() <= layout.headerRow()) {
                    continue;
                }
                chunk.add(new Read(row, reader.read(row)));
                size += size(row);
                if (chunk.size() == ROWS_A_CHUNK || size > CHARACTERS_A_CHUNK) {
                    chunks.put(new Chunk(before, chunk, bytes.count, false));
                    before = row.number();
                    chunk = new ArrayList<>(ROWS_A_CHUNK);
                    size = 0;
                }
            }
            chunks.put(new Chunk(before, chunk, bytes.count, true));
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException failure) {
            report(failure);
        }
    }

    private static long size(CsvReader.CsvRow row) {
        long size = 0;
        for (String cell : row.cells()) {
            size += cell.length();
        }
        return size;
    }

    private void report(Exception failure) {
        try {
            chunks.put(failure);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private static final class CountedRows extends FilterInputStream {
        private long count;

        CountedRows(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte @Nullable [] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
