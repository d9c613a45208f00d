package dev.sluice.imports.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.imports.csv.ColumnFormat;
import dev.sluice.imports.csv.CsvReader;
import dev.sluice.imports.mapping.ColumnMapping.MappedColumn;
import dev.sluice.imports.mapping.RowReader.RowOutcome;
import dev.sluice.signal.NewSignal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads one row whose columns are given in short. */
abstract class RowCase {
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    /** The outcome of a row whose columns tell these things: "email", "created iso", "trait:seats number". */
    static RowOutcome read(String tells, String... cells) {
        return read(ZoneOffset.UTC, tells, cells);
    }

    static RowOutcome read(ZoneId zone, String tells, String... cells) {
        List<MappedColumn> columns = new ArrayList<>();
        for (String told : tells.split(", ")) {
            String[] parts = told.split(" ");
            ColumnTarget target = Objects.requireNonNull(ColumnTarget.ofCode(parts[0]), told);
            ColumnFormat format = parts.length > 1
                    ? Objects.requireNonNull(ColumnFormat.ofCode(parts[1]), told)
                    : target.kind().isDate() ? ColumnFormat.ISO : ColumnFormat.TEXT;
            columns.add(new MappedColumn("Column " + (columns.size() + 1), target, format));
        }
        return new RowReader(7, "leads.csv", 3, NOW, new ColumnMapping(columns, zone))
                .read(new CsvReader.CsvRow(5, Arrays.asList(cells), null));
    }

    static List<NewSignal> taken(RowOutcome outcome) {
        assertThat(outcome).isInstanceOf(RowOutcome.Taken.class);
        return ((RowOutcome.Taken) outcome).signals();
    }

    static @Nullable String leftOut(RowOutcome outcome) {
        return ((RowOutcome.Taken) outcome).setAside();
    }

    static void refused(RowOutcome outcome, String reason) {
        assertThat(outcome).isEqualTo(new RowOutcome.RowRejected(reason));
    }

    static List<String> story(RowOutcome outcome) {
        return taken(outcome).stream()
                .map(signal -> signal.kind() + (signal.subject().isEmpty() ? "" : " " + signal.subject()) + " "
                        + signal.at().toString().substring(0, 10))
                .toList();
    }
}
