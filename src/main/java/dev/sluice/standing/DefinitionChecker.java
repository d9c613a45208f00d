package dev.sluice.standing;

import dev.sluice.funnel.text.DefinitionContext;
import dev.sluice.funnel.text.DefinitionReader;
import dev.sluice.funnel.text.ParsedDefinition;
import dev.sluice.funnel.text.Problem;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.CaptureSources;
import dev.sluice.signal.kind.SignalKinds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads a definition and checks it against its workspace: the capture sources that exist, and what modules warn of. */
@Component
class DefinitionChecker {
    private final FunnelRows rows;
    private final Tenancy tenancy;
    private final List<ActivationCheck> checks;
    private final List<CaptureSources> captureSources;
    private final SignalKinds kinds;

    DefinitionChecker(
            FunnelRows rows,
            Tenancy tenancy,
            List<ActivationCheck> checks,
            List<CaptureSources> captureSources,
            SignalKinds kinds) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.checks = checks;
        this.captureSources = captureSources;
        this.kinds = kinds;
    }

    ParsedDefinition check(int workspace, String yaml) {
        Set<String> sources = tenancy.read(workspace, () -> new HashSet<>(rows.sources(workspace)));
        captureSources.forEach(capture -> sources.addAll(capture.names(workspace)));
        ParsedDefinition parsed =
                DefinitionReader.read(yaml, kinds.vocabulary(), DefinitionContext.of(sources, Set.of(), Set.of()));
        return parsed instanceof ParsedDefinition.Readable readable ? warned(workspace, readable) : parsed;
    }

    private ParsedDefinition warned(int workspace, ParsedDefinition.Readable readable) {
        List<Problem> warnings = new ArrayList<>(readable.warnings());
        checks.forEach(check -> warnings.addAll(check.warnings(workspace, readable.definition())));
        warnings.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        return new ParsedDefinition.Readable(readable.definition(), List.copyOf(warnings));
    }
}
