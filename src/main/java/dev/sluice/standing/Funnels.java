package dev.sluice.standing;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.sluice.funnel.text.ParsedDefinition;
import dev.sluice.funnel.text.Problem;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.Tenancy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The funnels of a workspace and the versions of their definitions: written, checked, activated by a replay. */
@Component
public class Funnels {
    /** A funnel; {@code run} and {@code version} are those that decide now, null before the first activation. */
    public record Funnel(
            int id,
            String name,
            @Nullable Integer run,
            @Nullable Integer version) {}

    /** The state of a version, from written to deciding. */
    public enum VersionState {
        /** Written, with errors. */
        DRAFT,
        /** Written, without errors. */
        CHECKED,
        /** Replayed over the log at present; {@code done} of {@code total} people so far. */
        ACTIVATING,
        /** Decides. */
        ACTIVE,
        /** Decided once. */
        RETIRED
    }

    /** One version of a funnel's definition. */
    public record Version(
            int funnel,
            int version,
            int run,
            VersionState state,
            String yaml,
            String note,
            @Nullable Integer createdBy,
            Instant createdAt,
            @Nullable Instant activatedAt,
            long done,
            long total) {}

    private final FunnelRows rows;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final DefinitionRuns runs;
    private final DefinitionChecker checker;
    private final ObjectProvider<SchedulerClient> scheduler;

    Funnels(
            FunnelRows rows,
            Tenancy tenancy,
            InstantSource clock,
            DefinitionRuns runs,
            DefinitionChecker checker,
            ObjectProvider<SchedulerClient> scheduler) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.clock = clock;
        this.runs = runs;
        this.checker = checker;
        this.scheduler = scheduler;
    }

    /** All funnels, the oldest first. */
    public List<Funnel> all(int workspace) {
        return tenancy.read(workspace, () -> rows.all(workspace));
    }

    /** The funnel of that name. */
    public Funnel named(int workspace, String name) {
        return all(workspace).stream()
                .filter(funnel -> funnel.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no funnel of that name."));
    }

    /** The deciding run of every active funnel. */
    public List<DefinitionRun> active(int workspace) {
        return tenancy.read(workspace, () -> runs.deciding(workspace));
    }

    /** A run that decides or once did, for callers that keep the run by which something was decided. */
    public DefinitionRun run(int workspace, int run) {
        return tenancy.read(workspace, () -> runs.run(workspace, run));
    }

    /** All versions of a funnel, the newest first. */
    public List<Version> versions(int workspace, int funnel) {
        return tenancy.read(workspace, () -> rows.versions(workspace, funnel));
    }

    public Version version(int workspace, int funnel, int version) {
        return tenancy.read(workspace, () -> find(workspace, funnel, version));
    }

    /** Reads and checks a definition against what exists in the workspace; writes nothing. */
    public ParsedDefinition check(int workspace, String yaml) {
        return checker.check(workspace, yaml);
    }

    /**
     * Saves the text as a new version: checked when it is readable, a draft when it is not.
     *
     * @param funnel the funnel it belongs to, null for the one that the text names (created when it is new)
     * @throws BadInput when the text names another funnel than the given one, or none can be read from it
     */
    public Version save(int workspace, @Nullable Integer funnel, String yaml, String note, @Nullable Integer user) {
        ParsedDefinition parsed = check(workspace, yaml);
        String name = parsed instanceof ParsedDefinition.Readable readable
                ? readable.definition().name()
                : null;
        if (funnel == null && name == null) {
            throw refused(parsed);
        }
        return tenancy.in(workspace, () -> {
            Instant now = clock.instant();
            int id = funnel != null
                    ? existing(workspace, funnel, name)
                    : rows.id(workspace, name == null ? "" : name, now);
            String state = name == null ? "draft" : "checked";
            return rows.add(workspace, id, new FunnelRows.NewVersion(state, yaml, note, user, now));
        });
    }

    /**
     * Starts the replay of a checked version over the log; the version that decides now goes on deciding until
     * the replay has caught up.
     */
    public void activate(int workspace, int funnel, int version) {
        tenancy.in(workspace, () -> {
            Version chosen = find(workspace, funnel, version);
            if (check(workspace, chosen.yaml()) instanceof ParsedDefinition.DefinitionRefused refused) {
                throw refused(refused);
            }
            if (!rows.startActivation(workspace, funnel, version)) {
                throw new BadInput("version", "This version decides already, or another one is being activated.");
            }
            scheduler.getObject().schedule(Activation.task(workspace, chosen.run()), Time.ofThisMachine());
        });
    }

    /**
     * Gives a workspace that has recorded nothing its first funnel, which decides at once; in the caller's transaction.
     * It may name forms that are still to be made.
     */
    public void startWith(int workspace, String yaml, String note) {
        if (!(checker.read(yaml) instanceof ParsedDefinition.Readable readable)) {
            throw new IllegalStateException("a ready-made funnel has errors: " + yaml);
        }
        Instant now = clock.instant();
        int funnel = rows.id(workspace, readable.definition().name(), now);
        Version version = rows.add(workspace, funnel, new FunnelRows.NewVersion("checked", yaml, note, null, now));
        rows.activate(workspace, funnel, version.run(), now);
    }

    /** Keeps with a version, as JSON, the warnings that its activation overrode; in the caller's transaction. */
    public void overrideWarnings(int workspace, int funnel, int version, String warnings) {
        rows.override(workspace, funnel, version, warnings);
    }

    /** The errors of a refused definition, each with its line and column, as bad input. */
    public static BadInput refused(ParsedDefinition parsed) {
        List<Problem> problems =
                parsed instanceof ParsedDefinition.DefinitionRefused refused ? refused.problems() : List.of();
        return new BadInput(problems.stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .map(problem -> new BadInput.FieldError(
                        "line " + problem.line() + ", column " + problem.column(), problem.what()))
                .toList());
    }

    private int existing(int workspace, int funnel, @Nullable String written) {
        String name = rows.name(workspace, funnel).orElseThrow(() -> new NotFound("There is no such funnel."));
        if (written != null && !written.equals(name)) {
            throw new BadInput(
                    "funnel",
                    "The text is the definition of \"" + written + "\", but this funnel is \"" + name + "\".");
        }
        return funnel;
    }

    private Version find(int workspace, int funnel, int version) {
        return rows.version(workspace, funnel, version).orElseThrow(() -> new NotFound("There is no such version."));
    }
}
