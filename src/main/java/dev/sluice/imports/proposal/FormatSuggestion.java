package dev.sluice.imports.proposal;

import dev.sluice.imports.csv.ColumnFormat;
import dev.sluice.imports.csv.CsvReader;
import dev.sluice.imports.csv.FileLayout;
import dev.sluice.imports.mapping.ColumnTarget;
import dev.sluice.imports.mapping.SpreadsheetDamage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** Suggests how the values of a column are written, in a file of a workspace in that country. */
final class FormatSuggestion {
    private static final int DATE_ROWS = 200_000;
    private static final Pattern DAY_NUMBER = Pattern.compile("[34]\\d{4}(\\.\\d+)?|5[0-4]\\d{3}(\\.\\d+)?");
    private static final Pattern NAMED_AS_DATE =
            Pattern.compile("(?i)(^|[^\\p{L}])(date|datum|fecha|data|tarih|due|on|am)\\b|[a-z]Date$");
    private static final Pattern PLAIN_NUMBER =
            Pattern.compile("-?(0|[1-9]\\d{0,14})(\\.\\d{1,9})?|-?\\d(\\.\\d+)?[eE][+-]?\\d{1,3}");

    private final ZoneId zone;
    private final boolean monthFirst;
    private final DecimalMarks marks;

    FormatSuggestion(ZoneId zone, String country, String separator) {
        this.zone = zone;
        this.monthFirst = isMonthFirst(country);
        this.marks = new DecimalMarks(separator.equals(";"));
    }

    /** Whether people there write the month before the day, by the locale data of the machine. */
    private static boolean isMonthFirst(String country) {
        String pattern = DateTimeFormatterBuilder.getLocalizedDateTimePattern(
                FormatStyle.SHORT, null, IsoChronology.INSTANCE, Locale.of("en", country));
        return pattern.startsWith("M");
    }

    ColumnFormat suggest(ColumnTarget target, ColumnSample sample) {
        List<String> values = sample.real(target);
        if (target.kind().isDate()) {
            ColumnFormat format = date(values, zone);
            return monthFirst && readableBothWays(values, zone) ? ColumnFormat.MONTH_FIRST : format;
        }
        if (target.isNumber()) {
            return marks.isComma(values) ? ColumnFormat.NUMBER_COMMA : ColumnFormat.NUMBER;
        }
        if (target.kind() != ColumnTarget.Kind.TRAIT
                || ColumnTarget.TRAITS.contains(target.name())
                || SpreadsheetDamage.isDigits(target.name())
                || values.isEmpty()) {
            return ColumnFormat.TEXT;
        }
        if (values.stream().allMatch(value -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false"))) {
            return ColumnFormat.YES_NO;
        }
        if (NAMED_AS_DATE.matcher(sample.header()).find()
                && values.stream().allMatch(value -> DAY_NUMBER.matcher(value).matches())) {
            return ColumnFormat.SPREADSHEET_DAY;
        }
        return values.stream().allMatch(value -> PLAIN_NUMBER.matcher(value).matches())
                ? ColumnFormat.NUMBER
                : ColumnFormat.TEXT;
    }

    boolean isMarkInDoubt(ColumnTarget target, ColumnSample sample) {
        return target.isNumber() && marks.isInDoubt(sample.real(target));
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
}
