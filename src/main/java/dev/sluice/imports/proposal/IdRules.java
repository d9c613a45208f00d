package dev.sluice.imports.proposal;

import dev.sluice.imports.mapping.ColumnTarget;
import dev.sluice.imports.mapping.ColumnTarget.Kind;
import dev.sluice.imports.mapping.KnownHeaders;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names the system whose ids a column holds: the known system of the file, else the column's own name. */
final class IdRules {
    /** Names that say of no system whose ids they are. */
    private static final Set<String> NAMELESS = Set.of("id", "record", "external", "object", "vid", "row", "index");

    private final List<ProposedColumn> columns;
    private final FileSubject file;

    IdRules(FileSubject file) {
        this.columns = file.columns();
        this.file = file;
    }

    void apply() {
        ProposedColumn known = columns.stream()
                .filter(column -> column.is(Kind.EXTERNAL))
                .findFirst()
                .orElse(null);
        if (known != null) {
            name(
                    known,
                    KnownHeaders.system(columns.stream()
                            .map(column -> column.sample.header())
                            .toList()));
            return;
        }
        columns.stream()
                .filter(IdRules::endsWithId)
                .findFirst()
                .or(() -> columns.stream().filter(ValueRules::isId).findFirst())
                .ifPresent(column -> name(column, null));
    }

    private static boolean endsWithId(ProposedColumn column) {
        return column.isPlain()
                && KnownHeaders.snake(column.sample.header()).endsWith("_id")
                && !column.sample.values().isEmpty()
                && column.sample.values().stream().distinct().count()
                        == column.sample.values().size();
    }

    private void name(ProposedColumn column, @Nullable String system) {
        String own = KnownHeaders.snake(column.sample.header()).replaceFirst("_id$", "");
        boolean nameless = own.isEmpty() || NAMELESS.contains(own);
        if (file.isAboutDeals() && system == null && !ProposedColumn.has(columns, Kind.DEAL)) {
            boolean ofDeal = nameless || own.startsWith("deal") || own.startsWith("opportunity");
            if (ofDeal) {
                column.becomes(Kind.DEAL);
                return;
            }
        }
        String name = system == null ? (own.isEmpty() ? "id" : own) : system;
        if (system != null || nameless) {
            name += file.isAboutDeals() ? "_deal" : file.isAboutCompanies() ? "_company" : "";
        }
        column.target = new ColumnTarget(Kind.EXTERNAL, name);
        if (system == null && nameless) {
            column.remark = "Nothing says of which system these ids are. Name it if files of several systems are"
                    + " imported: people with the same id in the same system are one person.";
        } else if (system == null) {
            column.remark = "People with the same " + column.sample.header() + " are taken as one person.";
        }
    }
}
