package dev.sluice.imports.proposal;

import dev.sluice.imports.csv.ColumnFormat;
import dev.sluice.imports.mapping.CellText;
import dev.sluice.imports.mapping.ColumnTarget.Kind;
import dev.sluice.imports.mapping.Placeholders;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a reader should know of a column before the file is imported. */
final class ColumnWarnings {
    private static final Pattern RANGE = Pattern.compile("\\D*\\d[\\d.,' ]*\\s*[-–]\\s*\\d.*|.*\\d\\s*\\+\\s*");

    private ColumnWarnings() {}

    static @Nullable String of(ProposedColumn column, ColumnFormat format, ZoneId zone) {
        List<String> warnings = new ArrayList<>();
        if (column.remark != null) {
            warnings.add(column.remark);
        }
        if (column.sample.values().isEmpty() && column.is(Kind.IGNORE)) {
            warnings.add("It has no values in the first rows, so it is left out.");
        }
        List<String> real = column.sample.real(column.target);
        String unread = unread(column, format, real, zone);
        if (unread != null) {
            warnings.add(unread);
        }
        int placeholders = column.sample.values().size() - real.size();
        if (placeholders > 0) {
            warnings.add(
                    placeholders + " of the first " + column.sample.values().size() + " values stand for none ("
                            + example(column) + ") and are left out.");
        }
        if (column.target.isNumber()
                && real.stream().anyMatch(value -> RANGE.matcher(value).matches())) {
            warnings.add("Some values are ranges: the lower end counts.");
        }
        return warnings.isEmpty() ? null : String.join(" ", warnings);
    }

    private static String example(ProposedColumn column) {
        return column.sample.values().stream()
                .filter(value -> Placeholders.isOne(column.target, value))
                .findFirst()
                .map(CellText::quoted)
                .orElse("");
    }

    private static @Nullable String unread(
            ProposedColumn column, ColumnFormat format, List<String> values, ZoneId zone) {
        if (column.target.kind().isDate() && format == ColumnFormat.TEXT && !values.isEmpty()) {
            return "No way of writing dates fits these values, so it is kept as a trait.";
        }
        long wrong = column.target.kind().isDate()
                ? values.size() - FormatSuggestion.fits(format, values, zone)
                : column.is(Kind.EMAIL)
                        ? values.stream()
                                .filter(value -> !CellText.containsEmail(value))
                                .count()
                        : 0;
        return wrong == 0
                ? null
                : wrong + " of the first " + values.size() + " values are no "
                        + (column.is(Kind.EMAIL) ? "email address." : "such date.");
    }
}
