package dev.sluice.standing.editor;

import dev.sluice.funnel.text.ParsedDefinition;
import dev.sluice.funnel.text.Problem;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Json;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.DefinitionRuns;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Role;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Saves and activates definitions by the names of their funnels. */
@Component
class FunnelEditor {
    /** Names that are addresses of pages. */
    private static final List<String> RESERVED = List.of("new", "check", "what-if");

    private final Funnels funnels;
    private final DefinitionRuns runs;
    private final Tenancy tenancy;
    private final InstantSource clock;

    FunnelEditor(Funnels funnels, DefinitionRuns runs, Tenancy tenancy, InstantSource clock) {
        this.funnels = funnels;
        this.runs = runs;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** The version that decides now, or the newest where none does yet. */
    Funnels.Version current(int workspace, String name) {
        Funnels.Funnel funnel = funnels.named(workspace, name);
        return funnel.version() != null
                ? funnels.version(workspace, funnel.id(), funnel.version())
                : newest(workspace, funnel.id());
    }

    Funnels.Version newest(int workspace, int funnel) {
        return funnels.versions(workspace, funnel).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("This funnel has no version."));
    }

    /** Saves under a name that the text must have too; creates the funnel when there is none of that name. */
    Funnels.Version save(int workspace, String name, String yaml, String note, @Nullable Integer user) {
        Integer existing = funnels.all(workspace).stream()
                .filter(funnel -> funnel.name().equals(name))
                .map(Funnels.Funnel::id)
                .findFirst()
                .orElse(null);
        if (existing == null) {
            String written = name(funnels.check(workspace, yaml));
            if (written != null && !written.equals(name)) {
                throw new BadInput(
                        "funnel", "The text is the definition of \"" + written + "\", not of \"" + name + "\".");
            }
            if (RESERVED.contains(name)) {
                throw new BadInput("funnel", "A funnel cannot be named \"" + name + "\"; choose another name.");
            }
        }
        return funnels.save(workspace, existing, yaml, note, user);
    }

    /** The name that a readable text gives its funnel. */
    static @Nullable String name(ParsedDefinition parsed) {
        return parsed instanceof ParsedDefinition.Readable readable
                ? readable.definition().name()
                : null;
    }

    /** Starts the activation; the warnings that it overrides are stored with the version, with user and time. */
    List<Problem> activate(int workspace, int funnel, int version, @Nullable Integer user) {
        return tenancy.in(workspace, () -> {
            List<Problem> warnings = warnings(funnels.check(
                    workspace, funnels.version(workspace, funnel, version).yaml()));
            funnels.activate(workspace, funnel, version);
            String at = clock.instant().toString();
            List<Map<String, Object>> overridden = warnings.stream()
                    .map(warning -> {
                        Map<String, Object> entry = new LinkedHashMap<>();
                        entry.put("line", warning.line());
                        entry.put("what", warning.what());
                        entry.put("at", at);
                        entry.put("user", user);
                        return entry;
                    })
                    .toList();
            funnels.overrideWarnings(workspace, funnel, version, Json.write(overridden));
            return warnings;
        });
    }

    private static List<Problem> warnings(ParsedDefinition parsed) {
        return parsed instanceof ParsedDefinition.Readable readable ? readable.warnings() : List.of();
    }

    /** The stages of a version that was readable when it was saved, null of a draft. */
    @Nullable
    DefinitionRun read(int workspace, Funnels.Version version) {
        return version.state() == Funnels.VersionState.DRAFT
                ? null
                : tenancy.read(workspace, () -> runs.run(workspace, version.run()));
    }

    FunnelHead head(Member member, String name) {
        Funnels.Funnel funnel = funnels.named(member.workspace(), name);
        int newest = newest(member.workspace(), funnel.id()).version();
        return new FunnelHead(
                funnel,
                funnels.all(member.workspace()),
                member.role().covers(Role.MANAGER),
                member.role().covers(Role.ADMIN),
                funnel.version() != null && newest > funnel.version() ? newest : null);
    }
}
