package dev.sluice.imports.csv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How a file looks in one of the encodings that it can have: some of its cells with letters beyond ASCII. */
public record EncodingReading(String encoding, List<String> examples) {
    private static final int EXAMPLES = 4;

    /** Only for the encodings among which somebody has to choose. */
    public static List<EncodingReading> of(Path file, FileLayout layout) throws IOException {
        List<EncodingReading> readings = new ArrayList<>();
        for (String encoding : layout.possible()) {
            FileLayout other = FileLayout.of(file, encoding, layout.damaged(), layout.separator());
            Set<String> examples = new LinkedHashSet<>();
            for (CsvReader.CsvRow row : other.sample(file)) {
                row.cells().stream()
                        .filter(cell -> cell.chars().anyMatch(c -> c >= 0x80) && cell.length() <= 60)
                        .limit(EXAMPLES - examples.size())
                        .forEach(examples::add);
            }
            readings.add(new EncodingReading(encoding, List.copyOf(examples)));
        }
        return readings;
    }
}
