package dev.sluice.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.imports.Mapping.Column;
import dev.sluice.imports.RowReader.Outcome;
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
    static Outcome read(String tells, String... cells) {
        return read(ZoneOffset.UTC, tells, cells);
    }

    static Outcome read(ZoneId zone, String tells, String... cells) {
        List<Column> columns = new ArrayList<>();
        for (String told : tells.split(", ")) {
            String[] parts = told.split(" ");
            Target target = Objects.requireNonNull(Target.ofCode(parts[0]), told);
            Format format = parts.length > 1
                    ? Objects.requireNonNull(Format.ofCode(parts[1]), told)
                    : target.kind().isDate() ? Format.ISO : Format.TEXT;
            columns.add(new Column("Column " + (columns.size() + 1), target, format));
        }
        return new RowReader(7, "leads.csv", 3, NOW, new Mapping(columns, zone))
                .read(new CsvRows.Row(5, Arrays.asList(cells), null));
    }

    static List<NewSignal> taken(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Taken.class);
        return ((Outcome.Taken) outcome).signals();
    }

    static @Nullable String leftOut(Outcome outcome) {
        return ((Outcome.Taken) outcome).setAside();
    }

    static void refused(Outcome outcome, String reason) {
        assertThat(outcome).isEqualTo(new Outcome.Refused(reason));
    }

    static List<String> story(Outcome outcome) {
        return taken(outcome).stream()
                .map(signal -> signal.kind() + (signal.subject().isEmpty() ? "" : " " + signal.subject()) + " "
                        + signal.at().toString().substring(0, 10))
                .toList();
    }
}
