package dev.sluice.imports.proposal;

import dev.sluice.imports.csv.CsvReader;
import dev.sluice.imports.mapping.CellText;
import dev.sluice.imports.mapping.ColumnTarget;
import dev.sluice.imports.mapping.Placeholders;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * What stands in one column of the first rows.
 *
 * @param values the cells that hold a value
 * @param rows how many rows were looked at
 */
record ColumnSample(String header, List<String> values, int rows) {
    static List<ColumnSample> of(List<String> headers, List<CsvReader.CsvRow> rows) {
        List<ColumnSample> samples = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            samples.add(new ColumnSample(headers.get(i), values(rows, i), rows.size()));
        }
        return samples;
    }

    private static List<String> values(List<CsvReader.CsvRow> rows, int column) {
        return rows.stream()
                .filter(row -> row.fault() == null && column < row.cells().size())
                .map(row -> CellText.clean(row.cells().get(column)))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** The values without what stands for none in a column of that meaning. */
    List<String> real(ColumnTarget target) {
        return values.stream()
                .filter(value -> !Placeholders.isOne(target, value))
                .toList();
    }

    /** Whether nearly all values are so; false where there is none. */
    boolean mostly(Predicate<String> so) {
        List<String> real = real(ColumnTarget.trait("any"));
        return !real.isEmpty() && real.stream().filter(so).count() * 10 >= real.size() * 8L;
    }

    /** Whether every value is so; false where there is none. */
    boolean all(Predicate<String> so) {
        List<String> real = real(ColumnTarget.trait("any"));
        return !real.isEmpty() && real.stream().allMatch(so);
    }

    boolean any(Predicate<String> so) {
        return values.stream().anyMatch(so);
    }

    /** Whether every row has a value of its own. */
    boolean isDistinct() {
        return !values.isEmpty() && values.size() == rows && new HashSet<>(values).size() == values.size();
    }
}
