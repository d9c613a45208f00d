package dev.sluice.funnel;

import org.jspecify.annotations.Nullable;

/** Caches the compiled form of a definition; of no weight in equality, since it follows from the rest. */
public final class CompilationCache {

    private volatile @Nullable CompiledDefinition plan;

    CompiledDefinition plan(Definition definition) {
        CompiledDefinition built = plan;
        if (built == null) {
            built = new CompiledDefinition(definition);
            plan = built;
        }
        return built;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CompilationCache;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "";
    }
}
