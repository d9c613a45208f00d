package dev.sluice.imports;

import dev.sluice.imports.csv.ColumnFormat;
import dev.sluice.imports.mapping.ColumnMapping;
import dev.sluice.imports.mapping.ColumnTarget;
import dev.sluice.imports.proposal.Doubt;
import dev.sluice.imports.proposal.MappingSuggestion;
import dev.sluice.platform.BadInput;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The mapping as the page's form sends it: for column 3 the inputs to3, name3 and format3. */
final class ColumnMappingForm {
    private ColumnMappingForm() {}

    /** Refuses what the form leaves open, naming the column. */
    static ColumnMapping read(HttpServletRequest form, Import one, MappingSuggestion proposal) {
        List<BadInput.FieldError> faults = new ArrayList<>();
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int i = 0; i < one.layout().columns().size(); i++) {
            String header = one.layout().columns().get(i);
            ColumnTarget target = ColumnTarget.ofCode(code(form, i));
            Doubt doubt = proposal.columns().get(i).doubt();
            if (doubt != null && isUnsaid(form, i, doubt)) {
                faults.add(new BadInput.FieldError(header, "\"" + header + "\": " + doubt.question()));
            } else if (target == null) {
                faults.add(new BadInput.FieldError(
                        header, "\"" + header + "\": say which " + sort(value(form, "to", i)) + " it is."));
            } else if (target.kind().isDate() && ColumnFormat.ofCode(value(form, "format", i)) == null) {
                faults.add(new BadInput.FieldError(header, "\"" + header + "\": choose how its dates are written."));
            } else {
                columns.put(header, Map.of("to", target.code(), "format", format(target, value(form, "format", i))));
            }
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        return one.mapping().with(Map.of("columns", columns, "zone", zone(form, one)));
    }

    private static String zone(HttpServletRequest form, Import one) {
        String zone = form.getParameter("zone");
        return zone == null || zone.isBlank() ? one.mapping().zone().getId() : zone.strip();
    }

    private static String format(ColumnTarget target, String asked) {
        ColumnFormat format = ColumnFormat.ofCode(asked);
        return format == null || (!target.kind().isDate() && format.isDate() && format != ColumnFormat.SPREADSHEET_DAY)
                ? (target.isNumber() ? ColumnFormat.NUMBER : ColumnFormat.TEXT).code()
                : format.code();
    }

    /** What can be understood of the form, to show it again. */
    static ColumnMapping lenient(HttpServletRequest form, Import one) {
        List<ColumnMapping.MappedColumn> columns = new ArrayList<>();
        for (int i = 0; i < one.layout().columns().size(); i++) {
            ColumnMapping.MappedColumn before = one.mapping().columns().get(i);
            ColumnTarget target = ColumnTarget.ofCode(code(form, i));
            ColumnFormat format = ColumnFormat.ofCode(value(form, "format", i));
            columns.add(new ColumnMapping.MappedColumn(
                    before.header(),
                    target == null ? before.target() : target,
                    format == null ? before.format() : format));
        }
        return new ColumnMapping(columns, one.mapping().zone());
    }

    /** The columns of which the form leaves open what the file does not say; all of them before it was sent. */
    static Set<Integer> unsaid(@Nullable HttpServletRequest form, MappingSuggestion proposal) {
        Set<Integer> unsaid = new HashSet<>();
        for (int i = 0; i < proposal.columns().size(); i++) {
            Doubt doubt = proposal.columns().get(i).doubt();
            if (doubt != null && (form == null || isUnsaid(form, i, doubt))) {
                unsaid.add(i);
            }
        }
        return unsaid;
    }

    private static boolean isUnsaid(HttpServletRequest form, int column, Doubt doubt) {
        if (doubt.isTarget()) {
            return value(form, "to", column).isEmpty();
        }
        ColumnTarget target = ColumnTarget.ofCode(code(form, column));
        boolean written = target != null && (target.kind().isDate() || target.isNumber());
        return written && value(form, "format", column).isEmpty();
    }

    private static String code(HttpServletRequest form, int column) {
        String to = value(form, "to", column);
        return sort(to).isEmpty() ? to : to + ":" + value(form, "name", column);
    }

    /** What has to be named beside such a choice; "" when nothing. */
    private static String sort(String to) {
        for (ColumnTarget.Kind kind : ColumnTarget.Kind.values()) {
            if (kind.code().equals(to) && kind.takes() != null) {
                return kind.takes();
            }
        }
        return "";
    }

    private static String value(HttpServletRequest form, String name, int column) {
        String value = form.getParameter(name + column);
        return value == null ? "" : value.strip();
    }
}
