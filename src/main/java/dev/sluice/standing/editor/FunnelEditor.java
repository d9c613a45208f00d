package dev.sluice.standing.editor;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Standing;
import dev.sluice.funnel.text.ParsedDefinition;
import dev.sluice.funnel.text.Problem;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Json;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.DefinitionRuns;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Replay;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What whoever works on a funnel's definition needs besides its versions: figures, warnings overruled, what would be. */
@Component
class FunnelEditor {
    /** A name that would stand where addresses of ours stand. */
    private static final List<String> TAKEN = List.of("new", "check", "what-if");

    /** A stage as it stands now: who ever reached it, who went on from it, who is there, since when (the median). */
    record FilledForm(
            long reached, long wentOn, long here, @Nullable Instant medianSince) {}

    /** How many people reached a stage or came to an end, as things are and as a text would have it. */
    record Changed(String what, long now, long then) {
        long change() {
            return then - now;
        }
    }

    private final Funnels funnels;
    private final DefinitionRuns runs;
    private final Replay replay;
    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final InstantSource clock;

    FunnelEditor(
            Funnels funnels,
            DefinitionRuns runs,
            Replay replay,
            JdbcClient jdbc,
            Tenancy tenancy,
            InstantSource clock) {
        this.funnels = funnels;
        this.runs = runs;
        this.replay = replay;
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** The version that decides now, or the newest where none does yet. */
    Funnels.Version shown(int workspace, String name) {
        Funnels.Funnel funnel = funnels.named(workspace, name);
        return funnel.version() != null
                ? funnels.version(workspace, funnel.id(), funnel.version())
                : funnels.versions(workspace, funnel.id()).stream()
                        .findFirst()
                        .orElseThrow(() -> new NotFound("This funnel has no version."));
    }

    /** Saves under a name that the text must bear too; makes the funnel when there is none of that name. */
    Funnels.Version save(int workspace, String name, String yaml, String note, @Nullable Integer user) {
        Integer known = funnels.all(workspace).stream()
                .filter(funnel -> funnel.name().equals(name))
                .map(Funnels.Funnel::id)
                .findFirst()
                .orElse(null);
        if (known == null) {
            String written = name(funnels.check(workspace, yaml));
            if (written != null && !written.equals(name)) {
                throw new BadInput(
                        "funnel", "The text is the definition of \"" + written + "\", not of \"" + name + "\".");
            }
            if (TAKEN.contains(name)) {
                throw new BadInput("funnel", "A funnel cannot be named \"" + name + "\"; choose another name.");
            }
        }
        return funnels.save(workspace, known, yaml, note, user);
    }

    /** The name that a readable text gives its funnel. */
    static @Nullable String name(ParsedDefinition reading) {
        return reading instanceof ParsedDefinition.Readable readable
                ? readable.definition().name()
                : null;
    }

    /** Starts the activation; the warnings that it overrules are kept with the version, with who and when. */
    List<Problem> activate(int workspace, int funnel, int version, @Nullable Integer user) {
        return tenancy.in(workspace, () -> {
            List<Problem> warnings = warnings(funnels.check(
                    workspace, funnels.version(workspace, funnel, version).yaml()));
            funnels.activate(workspace, funnel, version);
            String at = clock.instant().toString();
            List<Map<String, Object>> overruled = warnings.stream()
                    .map(warning -> {
                        Map<String, Object> entry = new LinkedHashMap<>();
                        entry.put("line", warning.line());
                        entry.put("what", warning.what());
                        entry.put("at", at);
                        entry.put("user", user);
                        return entry;
                    })
                    .toList();
            jdbc.sql(
                            "UPDATE funnel_version SET overruled = ?::jsonb WHERE workspace_id = ? AND funnel_id = ? AND version = ?")
                    .params(Json.write(overruled), workspace, funnel, version)
                    .update();
            return warnings;
        });
    }

    static List<Problem> warnings(ParsedDefinition reading) {
        return reading instanceof ParsedDefinition.Readable readable ? readable.warnings() : List.of();
    }

    static List<Problem> problems(ParsedDefinition reading) {
        return switch (reading) {
            case ParsedDefinition.Readable readable -> readable.warnings();
            case ParsedDefinition.DefinitionRefused refused -> refused.problems();
        };
    }

    /** The stages of a version that was readable when it was saved, null of a draft. */
    @Nullable
    DefinitionRun read(int workspace, Funnels.Version version) {
        return version.state() == Funnels.VersionState.DRAFT
                ? null
                : tenancy.read(workspace, () -> runs.run(workspace, version.run()));
    }

    /** How the stages of a deciding run are filled now, in their order. */
    List<FilledForm> filled(int workspace, DefinitionRun run) {
        Definition definition = run.definition();
        int stages = definition.stages().size();
        long[] reached = new long[stages];
        long[] wentOn = new long[stages];
        long[] here = new long[stages];
        @Nullable Instant[] since = new Instant[stages];
        tenancy.read(workspace, () -> {
            jdbc.sql(
                            "SELECT reached, count(*) FROM standing WHERE workspace_id = ? AND run = ? AND reached <> 0 GROUP BY 1")
                    .params(workspace, run.id())
                    .query(row -> {
                        for (int i = 0; i < stages; i++) {
                            if ((row.getInt(1) >> i & 1) != 0) {
                                reached[i] += row.getLong(2);
                                wentOn[i] += row.getInt(1) >> (i + 1) != 0 ? row.getLong(2) : 0;
                            }
                        }
                    });
            // 0 and 1: active and won
            jdbc.sql("""
                            SELECT stage, count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY entered_at)
                            FROM standing WHERE workspace_id = ? AND run = ? AND stage >= 0 AND outcome IN (0, 1)
                            GROUP BY stage""").params(workspace, run.id()).query(row -> {
                here[row.getInt(1)] = row.getLong(2);
                since[row.getInt(1)] = row.getTimestamp(3).toInstant();
            });
            return true;
        });
        List<FilledForm> filled = new ArrayList<>();
        for (int i = 0; i < stages; i++) {
            filled.add(new FilledForm(reached[i], wentOn[i], here[i], since[i]));
        }
        return filled;
    }

    Instant now() {
        return clock.instant();
    }

    /** What the definition would have made of the log, beside what the deciding one of the same name made of it. */
    List<Changed> whatIf(int workspace, Definition definition) {
        Replay.Replayed then = replay.whatIf(workspace, definition);
        Replay.@Nullable Replayed now = funnels.active(workspace).stream()
                .filter(run -> run.definition().name().equals(definition.name()))
                .findFirst()
                .map(run -> replay.whatIf(workspace, run.definition()))
                .orElse(null);
        Map<String, Long> before = now == null ? Map.of() : now.reached();
        List<Changed> rows = new ArrayList<>();
        Set<String> stages = new LinkedHashSet<>(then.reached().keySet());
        stages.addAll(before.keySet());
        stages.forEach(stage -> rows.add(new Changed(
                "reached " + stage,
                before.getOrDefault(stage, 0L),
                then.reached().getOrDefault(stage, 0L))));
        for (Standing.StandingOutcome outcome : Standing.StandingOutcome.values()) {
            String name = outcome.name().toLowerCase(Locale.ROOT);
            long was = now == null ? 0 : now.outcomes().getOrDefault(name, 0L);
            rows.add(new Changed("are " + name + " now", was, then.outcomes().getOrDefault(name, 0L)));
        }
        return rows;
    }
}
