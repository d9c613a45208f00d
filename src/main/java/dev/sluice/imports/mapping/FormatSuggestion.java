package dev.sluice.imports.mapping;

import dev.sluice.imports.csv.ColumnFormat;
import dev.sluice.imports.csv.CsvReader;
import dev.sluice.imports.csv.FileLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/** Suggests how the values of a column are written. */
final class FormatSuggestion {
    private static final int DATE_ROWS = 200_000;

    private FormatSuggestion() {}

    static ColumnFormat suggest(ColumnTarget target, List<String> values, ZoneId zone) {
        if (target.kind().isDate()) {
            return date(values, zone);
        }
        if (target.isNumber()) {
            return commaDecides(values) ? ColumnFormat.NUMBER_COMMA : ColumnFormat.NUMBER;
        }
        if (target.kind() != ColumnTarget.Kind.TRAIT
                || ColumnTarget.TRAITS.contains(target.name())
                || values.isEmpty()) {
            return ColumnFormat.TEXT;
        }
        if (values.stream().allMatch(value -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false"))) {
            return ColumnFormat.YES_NO;
        }
        return values.stream().allMatch(value -> value.matches("-?(0|[1-9]\\d{0,14})(\\.\\d{1,9})?"))
                ? ColumnFormat.NUMBER
                : ColumnFormat.TEXT;
    }

    /** The date format that fits nearly all values; ISO for an empty column. */
    private static ColumnFormat date(List<String> values, ZoneId zone) {
        if (values.isEmpty()) {
            return ColumnFormat.ISO;
        }
        for (ColumnFormat format : ColumnFormat.values()) {
            if (format.isDate()
                    && values.stream()
                                            .filter(value -> plausible(format, value, zone))
                                            .count()
                                    * 10
                            >= values.size() * 8L
                    && !(format == ColumnFormat.DAY_FIRST
                            && fits(ColumnFormat.MONTH_FIRST, values, zone)
                                    > fits(ColumnFormat.DAY_FIRST, values, zone))) {
                return format;
            }
        }
        return ColumnFormat.TEXT;
    }

    static long fits(ColumnFormat format, List<String> values, ZoneId zone) {
        return values.stream()
                .filter(value -> format.instant(value, zone) != null)
                .count();
    }

    private static boolean plausible(ColumnFormat format, String value, ZoneId zone) {
        Instant instant = format.instant(value, zone);
        return instant != null
                && instant.isAfter(Instant.parse("1970-01-02T00:00:00Z"))
                && instant.isBefore(Instant.parse("2100-01-01T00:00:00Z"));
    }

    static boolean readableBothWays(List<String> values, ZoneId zone) {
        long dayFirst = fits(ColumnFormat.DAY_FIRST, values, zone);
        return dayFirst > 0
                && dayFirst == fits(ColumnFormat.MONTH_FIRST, values, zone)
                && values.stream().anyMatch(value -> !same(value, zone) && value.indexOf('.') < 0);
    }

    private static boolean same(String value, ZoneId zone) {
        return Objects.equals(
                ColumnFormat.DAY_FIRST.instant(value, zone), ColumnFormat.MONTH_FIRST.instant(value, zone));
    }

    /** Looks further down the file for a day above twelve; text when there is none. */
    static ColumnFormat unambiguous(Path file, FileLayout layout, int column, ZoneId zone) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                CsvReader rows = layout.open(bytes)) {
            for (CsvReader.CsvRow row = rows.next(); row != null && row.number() < DATE_ROWS; row = rows.next()) {
                String value = row.fault() == null && column < row.cells().size()
                        ? row.cells().get(column)
                        : "";
                boolean dayFirst = ColumnFormat.DAY_FIRST.instant(value, zone) != null;
                if (dayFirst != (ColumnFormat.MONTH_FIRST.instant(value, zone) != null)) {
                    return dayFirst ? ColumnFormat.DAY_FIRST : ColumnFormat.MONTH_FIRST;
                }
            }
        }
        return ColumnFormat.TEXT;
    }

    /** A comma is the decimal mark where one is followed by other than three digits, or points group thousands. */
    private static boolean commaDecides(List<String> values) {
        long comma = values.stream()
                .filter(value -> value.matches(".*\\d,(\\d{1,2}|\\d{4,})\\D*")
                        || value.matches(".*\\d\\.\\d{3},\\d+\\D*")
                        || value.matches("\\D*\\d{1,3}(\\.\\d{3}){2,}\\D*"))
                .count();
        long point = values.stream()
                .filter(value ->
                        value.matches(".*\\d\\.(\\d{1,2}|\\d{4,})\\D*") || value.matches(".*\\d,\\d{3}(\\.|,).*"))
                .count();
        return comma > point;
    }
}
