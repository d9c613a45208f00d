package dev.sluice.imports.csv;

import dev.sluice.imports.mapping.ColumnMapping;
import dev.sluice.imports.mapping.RowReader;
import dev.sluice.imports.proposal.MappingSuggestion;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;

/** Measures what of an import is done before the database: reading, understanding and building signals, one thread. */
final class ImportBench {
    private static final int ROWS = 1_000_000;

    private ImportBench() {}

    public static void main(String[] args) throws IOException {
        Path file = Files.createTempFile("import-bench", ".csv");
        try {
            write(file);
            FileLayout layout = FileLayout.of(file, "UTF-8", false, null);
            ColumnMapping mapping =
                    MappingSuggestion.of(file, layout, ZoneOffset.UTC, "GB").mapping();
            for (int round = 0; round < 4; round++) {
                long begin = System.nanoTime();
                long signals = read(file, layout, mapping);
                double seconds = (System.nanoTime() - begin) / 1e9;
                System.out.printf(
                        "%,d rows, %,d signals, %,.0f rows/s, %,.0f MB/s%n",
                        ROWS, signals, ROWS / seconds, Files.size(file) / seconds / 1e6);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static long read(Path file, FileLayout layout, ColumnMapping mapping) throws IOException {
        RowReader reader = new RowReader(1, "bench.csv", 1, Instant.parse("2026-11-22T00:00:00Z"), mapping);
        long signals = 0;
        try (CsvReader rows = layout.open(Files.newInputStream(file))) {
            for (CsvReader.CsvRow row = rows.next(); row != null; row = rows.next()) {
                if (row.number() > layout.headerRow() && reader.read(row) instanceof RowReader.RowOutcome.Taken taken) {
                    signals += taken.signals().size();
                }
            }
        }
        return signals;
    }

    private static void write(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(
                    "Email,First Name,Last Name,Company,Job Title,Number of Employees,Country,Create Date,Lead Source,Won Date,Amount\n");
            for (int i = 0; i < ROWS; i++) {
                out.write("person" + i + "@company" + i % 50_000 + ".example,Ann,\"Archer, the " + i % 90
                        + "th\",Company " + i % 50_000
                        + ",Director," + i % 900 + ",GB,2025-0" + (1 + i % 9) + "-1" + i % 10
                        + " 09:12:33,organic_search,"
                        + (i % 10 == 0 ? "2025-11-0" + (1 + i % 9) + ",\"1,250.50\"" : ",") + "\n");
            }
        }
    }
}
