package dev.sluice.imports;

import dev.sluice.imports.csv.CsvReader;
import dev.sluice.imports.mapping.RowReader.RowOutcome;
import dev.sluice.signal.NewSignal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is to be written of a chunk of rows.
 *
 * @param setAside accepted rows of which a value was left out
 */
record ChunkContents(
        List<NewSignal> signals,
        List<ImportRemarkRows.Remark> remarks,
        long accepted,
        long rejected,
        long blank,
        long setAside) {
    /** So many rows with something left out are stored to be downloaded; all are counted. */
    private static final int MAX_SET_ASIDE = 10_000;

    private static final String ERASED = "The person was erased after this file was handed in.";

    /**
     * Sorts the rows of a chunk.
     *
     * @param erased addresses of people who were erased since the upload
     * @param setAsideBefore how many rows of earlier chunks had something left out
     */
    static ChunkContents of(ReadAhead.Chunk chunk, Set<String> erased, long setAsideBefore) {
        List<NewSignal> signals = new ArrayList<>(chunk.rows().size() * 2);
        List<ImportRemarkRows.Remark> remarks = new ArrayList<>();
        long accepted = 0;
        long rejected = 0;
        long blank = 0;
        long setAside = 0;
        for (ReadAhead.Read read : chunk.rows()) {
            switch (read.outcome()) {
                case RowOutcome.Blank _ -> blank++;
                case RowOutcome.RowRejected row -> {
                    rejected++;
                    remarks.add(remark(read.row(), true, row.reason()));
                }
                case RowOutcome.Taken row
                when erased.contains(address(row)) -> {
                    rejected++;
                    remarks.add(new ImportRemarkRows.Remark(read.row().number(), true, ERASED, List.of()));
                }
                case RowOutcome.Taken row -> {
                    accepted++;
                    signals.addAll(row.signals());
                    if (row.setAside() != null && setAsideBefore + setAside++ < MAX_SET_ASIDE) {
                        remarks.add(remark(read.row(), false, row.setAside()));
                    }
                }
            }
        }
        return new ChunkContents(signals, remarks, accepted, rejected, blank, setAside);
    }

    static Set<String> addresses(ReadAhead.Chunk chunk) {
        Set<String> addresses = new HashSet<>();
        for (ReadAhead.Read read : chunk.rows()) {
            if (read.outcome() instanceof RowOutcome.Taken row && !address(row).isEmpty()) {
                addresses.add(address(row));
            }
        }
        return addresses;
    }

    /** The normalised address of the person of a row; "" where it has none. */
    private static String address(RowOutcome.Taken row) {
        String email =
                row.signals().isEmpty() ? null : row.signals().getFirst().keys().email();
        return email == null ? "" : email;
    }

    private static ImportRemarkRows.Remark remark(CsvReader.CsvRow row, boolean rejected, String reason) {
        return new ImportRemarkRows.Remark(row.number(), rejected, reason, row.cells());
    }
}
