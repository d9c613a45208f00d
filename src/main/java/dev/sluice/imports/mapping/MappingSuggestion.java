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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a file seem to tell, with what led to it.
 *
 * @param columns the proposed mapping's columns, each with what was seen of it
 * @param sample the first rows
 */
public record MappingSuggestion(ColumnMapping mapping, List<SampledColumn> columns, List<CsvReader.CsvRow> sample) {
    private static final int EXAMPLES = 3;
    private static final int LOOKED_AT_FOR_DATES = 200_000;

    /**
     * What was seen of one column.
     *
     * @param ambiguous its dates can be read day first and month first, and nothing in the file decides
     * @param warning what a reader should know, null when nothing
     */
    public record SampledColumn(
            List<String> examples,
            int filled,
            boolean ambiguous,
            @Nullable String warning) {}

    public static MappingSuggestion of(Path file, String name, FileLayout layout, ZoneId zone) throws IOException {
        List<CsvReader.CsvRow> sample = layout.sample(file);
        List<List<String>> values = new ArrayList<>();
        for (int i = 0; i < layout.columns().size(); i++) {
            values.add(filled(sample, i));
        }
        List<ColumnTarget> targets = targets(layout.columns(), values, name);
        List<ColumnMapping.MappedColumn> columns = new ArrayList<>();
        List<SampledColumn> seen = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            ColumnTarget target = targets.get(i);
            List<String> told = values.get(i);
            ColumnFormat format = format(target, told, zone);
            boolean ambiguous = format.isDate() && bothWays(told, zone) && stillBothWays(file, layout, i, zone);
            if (format.isDate() && !ambiguous && bothWays(told, zone)) {
                format = decided(file, layout, i, zone);
            }
            String warning = warning(target, format, told, zone);
            if (target.kind().isDate() && format == ColumnFormat.TEXT) {
                target = ColumnTarget.trait(traitName(layout.columns().get(i)));
            }
            columns.add(new ColumnMapping.MappedColumn(layout.columns().get(i), target, format));
            seen.add(new SampledColumn(
                    told.stream().distinct().limit(EXAMPLES).toList(), told.size(), ambiguous, warning));
        }
        return new MappingSuggestion(new ColumnMapping(distinct(columns), zone), seen, sample);
    }

    private static List<String> filled(List<CsvReader.CsvRow> sample, int column) {
        return sample.stream()
                .filter(row -> row.fault() == null && column < row.cells().size())
                .map(row -> row.cells().get(column).strip())
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static List<ColumnTarget> targets(List<String> headers, List<List<String>> values, String file) {
        ColumnTarget[] targets = new ColumnTarget[headers.size()];
        Map<String, Integer> taken = new HashMap<>();
        for (int i = 0; i < targets.length; i++) {
            targets[i] = KnownHeaders.ignored(headers.get(i))
                    ? ColumnTarget.IGNORE
                    : ColumnTarget.trait(traitName(headers.get(i)));
            KnownHeaders.HeaderMeaning meaning = KnownHeaders.meaning(headers.get(i));
            if (meaning == null) {
                continue;
            }
            String place = meaning.target().code();
            Integer rival = taken.get(place);
            if (rival == null || better(headers, values, i, rival)) {
                taken.put(place, i);
            }
        }
        taken.forEach((place, i) -> targets[i] = meant(headers.get(i)));
        external(targets, headers, values, file);
        addressByValue(targets, values);
        amountsOnlyWithDeals(targets, headers);
        return Arrays.asList(targets);
    }

    private static ColumnTarget meant(String header) {
        KnownHeaders.HeaderMeaning meaning = KnownHeaders.meaning(header);
        return meaning == null ? ColumnTarget.IGNORE : meaning.target();
    }

    /** The fuller column wins, then the usual name. */
    private static boolean better(List<String> headers, List<List<String>> values, int one, int other) {
        int more = Integer.compare(values.get(one).size(), values.get(other).size());
        return more != 0 ? more > 0 : rank(headers.get(one)) < rank(headers.get(other));
    }

    private static int rank(String header) {
        KnownHeaders.HeaderMeaning meaning = KnownHeaders.meaning(header);
        return meaning == null ? Integer.MAX_VALUE : meaning.rank();
    }

    /** Names the system of the id column; without a usual name, the first "..._id" whose values never repeat. */
    private static void external(ColumnTarget[] targets, List<String> headers, List<List<String>> values, String file) {
        String system = KnownHeaders.system(headers);
        for (int i = 0; i < targets.length; i++) {
            if (targets[i].kind() == ColumnTarget.Kind.EXTERNAL) {
                targets[i] = new ColumnTarget(
                        ColumnTarget.Kind.EXTERNAL,
                        system == null ? firstWord(file) : aboutDeals(headers) ? system + "_deal" : system);
                return;
            }
        }
        for (int i = 0; i < targets.length; i++) {
            String name = KnownHeaders.snake(headers.get(i));
            Set<String> distinct = new HashSet<>(values.get(i));
            if (targets[i].kind() == ColumnTarget.Kind.TRAIT
                    && name.endsWith("_id")
                    && !distinct.isEmpty()
                    && distinct.size() == values.get(i).size()) {
                targets[i] = new ColumnTarget(ColumnTarget.Kind.EXTERNAL, name.substring(0, name.length() - 3));
                return;
            }
        }
    }

    private static boolean aboutDeals(List<String> headers) {
        return headers.stream()
                .map(KnownHeaders::key)
                .anyMatch(key -> key.equals("dealname") || key.equals("dealtitle"));
    }

    private static String firstWord(String file) {
        String word = file.toLowerCase(Locale.ROOT)
                .replaceFirst("\\.[a-z]+$", "")
                .replaceFirst("^[^\\p{L}]*(\\p{L}+).*$", "$1");
        return word.matches("\\p{L}+") ? word : "file";
    }

    /** A column full of addresses is one whatever it is called. */
    private static void addressByValue(ColumnTarget[] targets, List<List<String>> values) {
        if (Arrays.stream(targets).anyMatch(target -> target.kind() == ColumnTarget.Kind.EMAIL)) {
            return;
        }
        for (int i = 0; i < targets.length; i++) {
            List<String> told = values.get(i);
            long addresses = told.stream().filter(RowReader::holdsEmail).count();
            if (!told.isEmpty() && addresses * 10 >= told.size() * 8L && targets[i].kind() == ColumnTarget.Kind.TRAIT) {
                targets[i] = new ColumnTarget(ColumnTarget.Kind.EMAIL, "");
                return;
            }
        }
    }

    private static void amountsOnlyWithDeals(ColumnTarget[] targets, List<String> headers) {
        boolean deals = Arrays.stream(targets).anyMatch(target -> switch (target.kind()) {
            case WON, LOST, DEAL, DEAL_NAME, DEAL_STAGE, DEAL_OPENED, DEAL_CLOSED -> true;
            default -> false;
        });
        for (int i = 0; i < targets.length && !deals; i++) {
            switch (targets[i].kind()) {
                case AMOUNT, CURRENCY, LOST_REASON -> targets[i] = ColumnTarget.trait(traitName(headers.get(i)));
                default -> {}
            }
        }
    }

    private static String traitName(String header) {
        String name = KnownHeaders.snake(header.replaceFirst("^property_", "").replaceFirst("__c$", ""));
        return switch (name) {
            case "" -> "column";
            case "email", "identified", "email_is_free" -> name + "_given";
            default -> name;
        };
    }

    private static ColumnFormat format(ColumnTarget target, List<String> values, ZoneId zone) {
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

    /** The way of writing dates that fits nearly all values; an empty column is taken for ISO. */
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

    private static long fits(ColumnFormat format, List<String> values, ZoneId zone) {
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

    private static boolean bothWays(List<String> values, ZoneId zone) {
        long dayFirst = fits(ColumnFormat.DAY_FIRST, values, zone);
        return dayFirst > 0
                && dayFirst == fits(ColumnFormat.MONTH_FIRST, values, zone)
                && values.stream().anyMatch(value -> !same(value, zone) && value.indexOf('.') < 0);
    }

    private static boolean same(String value, ZoneId zone) {
        return java.util.Objects.equals(
                ColumnFormat.DAY_FIRST.instant(value, zone), ColumnFormat.MONTH_FIRST.instant(value, zone));
    }

    private static boolean stillBothWays(Path file, FileLayout layout, int column, ZoneId zone) throws IOException {
        return decided(file, layout, column, zone) == ColumnFormat.TEXT;
    }

    /** Looks further down the file for a day above twelve; text when there is none. */
    private static ColumnFormat decided(Path file, FileLayout layout, int column, ZoneId zone) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                CsvReader rows = layout.open(bytes)) {
            for (CsvReader.CsvRow row = rows.next();
                    row != null && row.number() < LOOKED_AT_FOR_DATES;
                    row = rows.next()) {
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

    private static @Nullable String warning(
            ColumnTarget target, ColumnFormat format, List<String> values, ZoneId zone) {
        if (values.isEmpty()) {
            return null;
        }
        if (target.kind().isDate() && format == ColumnFormat.TEXT) {
            return "No way of writing dates fits these values, so it is kept as a trait.";
        }
        if (target.kind().isDate() && fits(format, values, zone) < values.size()) {
            return values.size() - fits(format, values, zone) + " of the first " + values.size()
                    + " values are no such date.";
        }
        if (target.kind() == ColumnTarget.Kind.EMAIL) {
            long wrong = values.stream()
                    .filter(value -> !RowReader.holdsEmail(value))
                    .count();
            return wrong == 0 ? null : wrong + " of the first " + values.size() + " values are no e-mail address.";
        }
        return null;
    }

    /** A plain trait gives way to what a usual name means, and to one of the same name before it. */
    private static List<ColumnMapping.MappedColumn> distinct(List<ColumnMapping.MappedColumn> columns) {
        Set<String> used = new HashSet<>();
        columns.stream()
                .filter(column -> !plain(column))
                .forEach(column -> used.add(column.target().code()));
        List<ColumnMapping.MappedColumn> distinct = new ArrayList<>();
        for (ColumnMapping.MappedColumn column : columns) {
            ColumnTarget target = column.target();
            for (int n = 2; plain(column) && !used.add(target.code()); n++) {
                target = ColumnTarget.trait(column.target().name() + "_" + n);
            }
            distinct.add(column.to(target));
        }
        return distinct;
    }

    private static boolean plain(ColumnMapping.MappedColumn column) {
        return column.target().equals(ColumnTarget.trait(traitName(column.header())));
    }
}
