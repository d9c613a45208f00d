package dev.sluice.imports.proposal;

import dev.sluice.imports.csv.CharsetDetector;
import dev.sluice.imports.csv.CsvReader;
import dev.sluice.imports.csv.FileLayout;
import dev.sluice.imports.mapping.ColumnMapping;
import dev.sluice.imports.mapping.RowReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file as the importer understands it, without an application around it. */
record Look(Path file, FileLayout layout, MappingSuggestion proposal) {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    static Look at(Path folder, String name, String text) {
        return at(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Look at(Path folder, String name, byte[] bytes) {
        return at(folder, name, bytes, "GB");
    }

    static Look at(Path folder, String name, byte[] bytes, String country) {
        try {
            CharsetDetector encodings = new CharsetDetector();
            byte[] part = new byte[1_000];
            ByteArrayInputStream in = new ByteArrayInputStream(bytes);
            for (int read = in.read(part); read > 0; read = in.read(part)) {
                encodings.feed(part, read);
            }
            Path file = Files.write(folder.resolve(name), bytes);
            FileLayout layout = FileLayout.of(file, encodings, null);
            return new Look(file, layout, MappingSuggestion.of(file, layout, ZoneOffset.UTC, country));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What each column is proposed to tell, by its name. */
    Map<String, String> tells() {
        Map<String, String> tells = new LinkedHashMap<>();
        proposal.mapping()
                .columns()
                .forEach(column -> tells.put(column.header(), column.target().code()));
        return tells;
    }

    ColumnMapping.MappedColumn column(String header) {
        return proposal.mapping().columns().stream()
                .filter(column -> column.header().equals(header))
                .findFirst()
                .orElseThrow();
    }

    MappingSuggestion.SampledColumn seen(String header) {
        return proposal.columns().get(layout.columns().indexOf(header));
    }

    List<RowReader.RowOutcome> outcomes() {
        return outcomes(proposal.mapping());
    }

    List<RowReader.RowOutcome> outcomes(ColumnMapping mapping) {
        RowReader reader = new RowReader(7, file.getFileName().toString(), 1, NOW, mapping);
        List<RowReader.RowOutcome> outcomes = new ArrayList<>();
        try (CsvReader rows = layout.open(Files.newInputStream(file))) {
            for (CsvReader.CsvRow row = rows.next(); row != null; row = rows.next()) {
                if (row.number() > layout.headerRow()) {
                    outcomes.add(reader.read(row));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return outcomes;
    }
}
