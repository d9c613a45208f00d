package dev.sluice.standing;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.text.DefinitionContext;
import dev.sluice.funnel.text.DefinitionReader;
import dev.sluice.funnel.text.ParsedDefinition;
import dev.sluice.funnel.text.Problem;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.CaptureSources;
import dev.sluice.signal.kind.SignalKinds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads a definition and checks it against its workspace: the capture sources that exist, and what modules warn of. */
@Component
class DefinitionChecker {
    private final FunnelRows rows;
    private final Tenancy tenancy;
    private final List<ActivationCheck> checks;
    private final List<CaptureSources> captureSources;
    private final SignalKinds kinds;
    private final DefinitionRuns runs;

    DefinitionChecker(
            FunnelRows rows,
            Tenancy tenancy,
            List<ActivationCheck> checks,
            List<CaptureSources> captureSources,
            SignalKinds kinds,
            DefinitionRuns runs) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.checks = checks;
        this.captureSources = captureSources;
        this.kinds = kinds;
        this.runs = runs;
    }

    ParsedDefinition check(int workspace, String yaml) {
        Set<String> sources = tenancy.read(workspace, () -> new HashSet<>(rows.sources(workspace)));
        Map<String, Set<String>> forms = new HashMap<>();
        captureSources.forEach(capture -> forms.putAll(capture.forms(workspace)));
        ParsedDefinition parsed = DefinitionReader.read(
                yaml, kinds.vocabulary(), DefinitionContext.of(sources, forms, decidingForms(workspace)));
        return parsed instanceof ParsedDefinition.Readable readable ? warned(workspace, readable) : parsed;
    }

    /** Reads a definition and checks only what does not depend on a workspace. */
    ParsedDefinition read(String yaml) {
        return DefinitionReader.read(yaml, kinds.vocabulary(), DefinitionContext.unknown());
    }

    private Set<String> decidingForms(int workspace) {
        return tenancy.read(workspace, () -> runs.deciding(workspace)).stream()
                .map(DefinitionRun::definition)
                .flatMap(deciding -> Stream.concat(
                        deciding.formSources().stream(),
                        deciding.forms().stream().map(Definition.FormReference::slug)))
                .collect(Collectors.toSet());
    }

    private ParsedDefinition warned(int workspace, ParsedDefinition.Readable readable) {
        List<Problem> warnings = new ArrayList<>(readable.warnings());
        checks.forEach(check -> warnings.addAll(check.warnings(workspace, readable.definition())));
        warnings.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        return new ParsedDefinition.Readable(readable.definition(), List.copyOf(warnings));
    }
}
