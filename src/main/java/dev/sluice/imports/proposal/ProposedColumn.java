package dev.sluice.imports.proposal;

import dev.sluice.imports.mapping.ColumnTarget;
import dev.sluice.imports.mapping.KnownHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column while it is being worked out what it tells. */
final class ProposedColumn {
    final ColumnSample sample;
    final String key;
    ColumnTarget target;

    @Nullable
    Doubt doubt;

    /** What a reader should know of the choice. */
    @Nullable
    String remark;

    ProposedColumn(ColumnSample sample, ColumnTarget target) {
        this.sample = sample;
        this.key = KnownHeaders.key(sample.header()).replaceFirst("^property(?=.)", "");
        this.target = target;
    }

    boolean is(ColumnTarget.Kind kind) {
        return target.kind() == kind;
    }

    boolean isTrait(String name) {
        return is(ColumnTarget.Kind.TRAIT) && target.name().equals(name);
    }

    /** Whether nothing is known of it but its name. */
    boolean isPlain() {
        return target.equals(plain());
    }

    void becomes(ColumnTarget.Kind kind) {
        target = new ColumnTarget(kind, "");
    }

    void becomesPlain() {
        target = plain();
    }

    private ColumnTarget plain() {
        return ColumnTarget.trait(KnownHeaders.traitName(sample.header()));
    }

    static boolean has(List<ProposedColumn> columns, ColumnTarget.Kind kind) {
        return columns.stream().anyMatch(column -> column.is(kind));
    }

    static boolean hasTrait(List<ProposedColumn> columns, String name) {
        return columns.stream().anyMatch(column -> column.isTrait(name));
    }
}
