package dev.sluice.standing;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.sluice.funnel.text.DefinitionContext;
import dev.sluice.funnel.text.DefinitionReader;
import dev.sluice.funnel.text.ParsedDefinition;
import dev.sluice.funnel.text.Problem;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.CaptureSources;
import dev.sluice.signal.SignalKinds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
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

    /** Where a version stands on its way to deciding. */
    public enum VersionState {
        /** Written, with errors. */
        DRAFT,
        /** Written, without errors. */
        CHECKED,
        /** Being replayed over the log; {@code done} of {@code total} people so far. */
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

    private static final String COLUMNS =
            "funnel_id, version, run, state, yaml, note, created_by, created_at," + " activated_at, done, total";

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final DefinitionRuns runs;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final List<ActivationCheck> preflights;
    private final List<CaptureSources> captureSources;
    private final SignalKinds kinds;

    Funnels(
            JdbcClient jdbc,
            Tenancy tenancy,
            InstantSource clock,
            DefinitionRuns runs,
            ObjectProvider<SchedulerClient> scheduler,
            List<ActivationCheck> preflights,
            List<CaptureSources> captureSources,
            SignalKinds kinds) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.clock = clock;
        this.runs = runs;
        this.scheduler = scheduler;
        this.preflights = preflights;
        this.captureSources = captureSources;
        this.kinds = kinds;
    }

    /** All funnels, the oldest first. */
    public List<Funnel> all(int workspace) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT f.id, f.name, f.active_run, v.version
                        FROM funnel f LEFT JOIN funnel_version v ON v.workspace_id = f.workspace_id AND v.run = f.active_run
                        WHERE f.workspace_id = ? ORDER BY f.id""")
                        .param(workspace)
                        .query((row, number) -> new Funnel(
                                row.getInt(1),
                                row.getString(2),
                                row.getObject(3, Integer.class),
                                row.getObject(4, Integer.class)))
                        .list());
    }

    /** The funnel of that name. */
    public Funnel named(int workspace, String name) {
        return all(workspace).stream()
                .filter(funnel -> funnel.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no funnel of that name."));
    }

    /** The deciding reading of every active funnel. */
    public List<DefinitionRun> active(int workspace) {
        return tenancy.read(workspace, () -> runs.deciding(workspace));
    }

    /** A reading that decides or once did, for whoever keeps by which one something was judged. */
    public DefinitionRun run(int workspace, int run) {
        return tenancy.read(workspace, () -> runs.run(workspace, run));
    }

    /** All versions of a funnel, the newest first. */
    public List<Version> versions(int workspace, int funnel) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT " + COLUMNS
                                + " FROM funnel_version WHERE workspace_id = ? AND funnel_id = ? ORDER BY version DESC")
                        .params(workspace, funnel)
                        .query(Funnels::version)
                        .list());
    }

    public Version version(int workspace, int funnel, int version) {
        return tenancy.read(workspace, () -> find(workspace, funnel, version));
    }

    /** Reads and checks a definition against what stands in the workspace; writes nothing. */
    public ParsedDefinition check(int workspace, String yaml) {
        Set<String> sources = tenancy.read(
                workspace,
                () -> new HashSet<>(
                        jdbc.sql("""
                        SELECT CASE WHEN kind = 'form' THEN 'form/' || coalesce(form_slug, name) ELSE kind END
                        FROM shared_source WHERE workspace_id = ?""").param(workspace).query(String.class).list()));
        captureSources.forEach(offered -> sources.addAll(offered.names(workspace)));
        ParsedDefinition reading =
                DefinitionReader.read(yaml, kinds.vocabulary(), DefinitionContext.of(sources, Set.of(), Set.of()));
        return reading instanceof ParsedDefinition.Readable readable ? warned(workspace, readable) : reading;
    }

    private ParsedDefinition warned(int workspace, ParsedDefinition.Readable readable) {
        List<Problem> warnings = new ArrayList<>(readable.warnings());
        preflights.forEach(preflight -> warnings.addAll(preflight.warnings(workspace, readable.definition())));
        warnings.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        return new ParsedDefinition.Readable(readable.definition(), List.copyOf(warnings));
    }

    /**
     * Keeps the text as a new version: checked when it is readable, a draft when it is not.
     *
     * @param funnel the funnel it belongs to, null for the one that the text names (made when it is new)
     * @throws BadInput when the text names another funnel than the given one, or none can be told
     */
    public Version save(int workspace, @Nullable Integer funnel, String yaml, String note, @Nullable Integer user) {
        ParsedDefinition reading = check(workspace, yaml);
        String named = reading instanceof ParsedDefinition.Readable readable
                ? readable.definition().name()
                : null;
        if (funnel == null && named == null) {
            throw refused(reading);
        }
        return tenancy.in(workspace, () -> {
            int id = funnel != null ? known(workspace, funnel, named) : made(workspace, named == null ? "" : named);
            return jdbc.sql("""
                            INSERT INTO funnel_version (workspace_id, funnel_id, version, state, yaml, note, created_by,
                                                        created_at)
                            SELECT ?, ?, coalesce(max(version), 0) + 1, ?, ?, ?, ?, ?
                            FROM funnel_version WHERE workspace_id = ? AND funnel_id = ?
                            RETURNING\s""" + COLUMNS)
                    .param(workspace)
                    .param(id)
                    .param(named == null ? "draft" : "checked")
                    .param(yaml)
                    .param(note)
                    .param(user)
                    .param(Timestamp.from(clock.instant()))
                    .param(workspace)
                    .param(id)
                    .query(Funnels::version)
                    .single();
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
            int changed = jdbc.sql("""
                            UPDATE funnel_version SET state = 'activating', done = 0,
                                total = (SELECT count(*) FROM shared_person WHERE workspace_id = ? AND merged_into IS NULL)
                            WHERE workspace_id = ? AND funnel_id = ? AND version = ? AND state <> 'active'
                              AND NOT EXISTS (SELECT FROM funnel_version o WHERE o.workspace_id = ? AND o.funnel_id = ?
                                              AND o.state = 'activating')""")
                    .params(workspace, workspace, funnel, version, workspace, funnel)
                    .update();
            if (changed == 0) {
                throw new BadInput("version", "This version decides already, or another one is being activated.");
            }
            scheduler.getObject().schedule(Activation.task(workspace, chosen.run()), Time.ofThisMachine());
        });
    }

    /** The errors of a refused definition, each with its place, as bad input. */
    public static BadInput refused(ParsedDefinition reading) {
        List<Problem> problems =
                reading instanceof ParsedDefinition.DefinitionRefused refused ? refused.problems() : List.of();
        return new BadInput(problems.stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .map(problem -> new BadInput.FieldError(
                        "line " + problem.line() + ", column " + problem.column(), problem.what()))
                .toList());
    }

    private int known(int workspace, int funnel, @Nullable String named) {
        String name = jdbc.sql("SELECT name FROM funnel WHERE workspace_id = ? AND id = ?")
                .params(workspace, funnel)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new NotFound("There is no such funnel."));
        if (named != null && !named.equals(name)) {
            throw new BadInput(
                    "funnel", "The text is the definition of \"" + named + "\", but this funnel is \"" + name + "\".");
        }
        return funnel;
    }

    private int made(int workspace, String name) {
        return jdbc.sql("""
                        INSERT INTO funnel (workspace_id, name, created_at) VALUES (?, ?, ?)
                        ON CONFLICT (workspace_id, name) DO UPDATE SET name = excluded.name RETURNING id""")
                .params(workspace, name, Timestamp.from(clock.instant()))
                .query(Integer.class)
                .single();
    }

    private Version find(int workspace, int funnel, int version) {
        Optional<Version> found = jdbc.sql("SELECT " + COLUMNS
                        + " FROM funnel_version WHERE workspace_id = ? AND funnel_id = ? AND version = ?")
                .params(workspace, funnel, version)
                .query(Funnels::version)
                .optional();
        return found.orElseThrow(() -> new NotFound("There is no such version."));
    }

    private static Version version(ResultSet row, int number) throws SQLException {
        Timestamp activated = row.getTimestamp("activated_at");
        return new Version(
                row.getInt("funnel_id"),
                row.getInt("version"),
                row.getInt("run"),
                VersionState.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
                row.getString("yaml"),
                row.getString("note"),
                row.getObject("created_by", Integer.class),
                row.getTimestamp("created_at").toInstant(),
                activated == null ? null : activated.toInstant(),
                row.getLong("done"),
                row.getLong("total"));
    }
}
