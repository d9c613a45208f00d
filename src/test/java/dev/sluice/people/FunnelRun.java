package dev.sluice.people;

import dev.sluice.funnel.text.DefinitionContext;
import dev.sluice.funnel.text.DefinitionReader;
import dev.sluice.funnel.text.ParsedDefinition;
import dev.sluice.signal.kind.AllSignals;
import dev.sluice.standing.DefinitionRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The funnel for managed IT as if it were active: lead, mql, sql, opportunity, customer. */
public final class FunnelRun {
    private FunnelRun() {}

    public static DefinitionRun managedIt() {
        try (InputStream in = FunnelRun.class.getResourceAsStream("/funnel/managed-it.yaml")) {
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return switch (DefinitionReader.read(yaml, AllSignals.vocabulary(), DefinitionContext.unknown())) {
                case ParsedDefinition.Readable it -> new DefinitionRun(1, 1, 1, it.definition());
                case ParsedDefinition.DefinitionRefused it -> throw new AssertionError(it.problems());
            };
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
