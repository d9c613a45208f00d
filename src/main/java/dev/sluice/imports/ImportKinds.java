package dev.sluice.imports;

import dev.sluice.imports.mapping.RowSignals;
import dev.sluice.signal.kind.SignalKind;

/** What an import records, for modules that tell the same. */
public final class ImportKinds {
    public static final SignalKind IMPORTED = RowSignals.IMPORTED;

    private ImportKinds() {}
}
