package dev.sluice.standing.editor;

import dev.sluice.funnel.text.ParsedDefinition;
import dev.sluice.standing.Funnels;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A version of a definition, as the API returns it.
 *
 * @param warnings null where the text was not checked for this response
 */
@JsonNaming(SnakeCaseStrategy.class)
record VersionAnswer(
        String funnel,
        int version,
        String state,
        String note,
        Instant createdAt,
        @Nullable Instant activatedAt,
        long done,
        long total,
        @Nullable List<DefinitionFault> warnings) {

    static VersionAnswer of(String funnel, Funnels.Version version, @Nullable ParsedDefinition parsed) {
        return new VersionAnswer(
                funnel,
                version.version(),
                version.state().name().toLowerCase(Locale.ROOT),
                version.note(),
                version.createdAt(),
                version.activatedAt(),
                version.done(),
                version.total(),
                parsed instanceof ParsedDefinition.Readable readable
                        ? readable.warnings().stream().map(DefinitionFault::of).toList()
                        : null);
    }
}
