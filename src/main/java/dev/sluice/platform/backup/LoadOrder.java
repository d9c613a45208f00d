package dev.sluice.platform.backup;

import dev.sluice.platform.backup.SchemaRows.SchemaTable;
import dev.sluice.platform.backup.SchemaRows.TableReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The order in which tables are loaded, so that what a row refers to is there before it. */
final class LoadOrder {
    private LoadOrder() {}

    static List<SchemaTable> of(Collection<SchemaTable> tables, Collection<TableReference> references) {
        List<SchemaTable> ordered = new ArrayList<>();
        List<SchemaTable> left = new ArrayList<>(tables);
        Set<String> waiting = new HashSet<>();
        left.forEach(table -> waiting.add(table.name()));
        while (!left.isEmpty()) {
            List<SchemaTable> ready = left.stream()
                    .filter(table -> references.stream()
                            .noneMatch(reference ->
                                    reference.from().equals(table.name()) && waiting.contains(reference.to())))
                    .toList();
            if (ready.isEmpty()) {
                throw new IllegalStateException("tables refer to each other in a circle: " + waiting);
            }
            ordered.addAll(ready);
            left.removeAll(ready);
            ready.forEach(table -> waiting.remove(table.name()));
        }
        return ordered;
    }
}
