package dev.sluice.standing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.text.DefinitionContext;
import dev.sluice.funnel.text.DefinitionReader;
import dev.sluice.funnel.text.ParsedDefinition;
import dev.sluice.funnel.text.Problem;
import dev.sluice.signal.kind.SignalKinds;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The versions that decide now, and those in replay; the compiled text of a version is cached. */
@Component
public class DefinitionRuns {
    private final FunnelRows rows;
    private final SignalKinds kinds;
    private final Cache<Integer, DefinitionRun> compiled =
            Caffeine.newBuilder().maximumSize(1_000).build();

    DefinitionRuns(FunnelRows rows, SignalKinds kinds) {
        this.rows = rows;
        this.kinds = kinds;
    }

    /** The deciding run of every funnel of the workspace whose transaction this is. */
    public List<DefinitionRun> deciding(int workspace) {
        return rows.deciding(workspace).stream().map(run -> run(workspace, run)).toList();
    }

    /** The deciding run of one funnel; null before its first activation. */
    @Nullable
    DefinitionRun deciding(int workspace, int funnel) {
        return rows.deciding(workspace, funnel).map(run -> run(workspace, run)).orElse(null);
    }

    public List<Integer> replaying(int workspace) {
        return rows.replaying(workspace);
    }

    public DefinitionRun run(int workspace, int run) {
        DefinitionRun cached = compiled.getIfPresent(run);
        if (cached == null) {
            FunnelRows.RunText text = rows.text(workspace, run);
            cached = new DefinitionRun(run, text.funnel(), text.version(), definition(text.yaml()));
            compiled.put(run, cached);
        }
        return cached;
    }

    /** The text of a version that was checked when it was saved. */
    Definition definition(String yaml) {
        return switch (DefinitionReader.read(yaml, kinds.vocabulary(), DefinitionContext.unknown())) {
            case ParsedDefinition.Readable readable -> readable.definition();
            case ParsedDefinition.DefinitionRefused refused ->
                throw new IllegalStateException("a stored definition is refused: "
                        + refused.problems().stream()
                                .map(Problem::what)
                                .findFirst()
                                .orElse(""));
        };
    }
}
