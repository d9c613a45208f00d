package dev.sluice.signal.kind;

import java.util.List;

/** The kinds of signals that one module makes; each module declares them as a bean. */
public record DeclaredSignals(List<SignalKind> kinds) {
    public DeclaredSignals {
        kinds = List.copyOf(kinds);
    }

    public static DeclaredSignals of(SignalKind... kinds) {
        return new DeclaredSignals(List.of(kinds));
    }
}
