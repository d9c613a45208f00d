package dev.sluice.standing;

import dev.sluice.platform.database.Row;
import dev.sluice.standing.Funnels.Funnel;
import dev.sluice.standing.Funnels.Version;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of funnels and their versions. */
@Component
class FunnelRows {
    /** A version as it is saved; its number follows the newest. */
    record NewVersion(
            String state,
            String yaml,
            String note,
            @Nullable Integer createdBy,
            Instant createdAt) {}

    /** The text of the version that one run folds. */
    record RunText(int funnel, int version, String yaml) {}

    private static final String COLUMNS =
            "funnel_id AS funnel, version, run, state, yaml, note, created_by, created_at, activated_at, done, total";

    private final JdbcClient jdbc;

    FunnelRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Funnel> all(int workspace) {
        return jdbc.sql("""
                        SELECT f.id, f.name, f.active_run AS run, v.version
                        FROM funnel f LEFT JOIN funnel_version v ON v.workspace_id = f.workspace_id AND v.run = f.active_run
                        WHERE f.workspace_id = ? ORDER BY f.id""").param(workspace).query(Row.mapper(Funnel.class)).list();
    }

    Optional<String> name(int workspace, int funnel) {
        return jdbc.sql("SELECT name FROM funnel WHERE workspace_id = ? AND id = ?")
                .params(workspace, funnel)
                .query(String.class)
                .optional();
    }

    /** The funnel of that name, created where there is none. */
    int id(int workspace, String name, Instant now) {
        return jdbc.sql("""
                        INSERT INTO funnel (workspace_id, name, created_at) VALUES (?, ?, ?)
                        ON CONFLICT (workspace_id, name) DO UPDATE SET name = excluded.name RETURNING id""")
                .params(workspace, name, Timestamp.from(now))
                .query(Integer.class)
                .single();
    }

    List<Version> versions(int workspace, int funnel) {
        return jdbc.sql("SELECT " + COLUMNS
                        + " FROM funnel_version WHERE workspace_id = ? AND funnel_id = ? ORDER BY version DESC")
                .params(workspace, funnel)
                .query(Row.mapper(Version.class))
                .list();
    }

    Optional<Version> version(int workspace, int funnel, int version) {
        return jdbc.sql("SELECT " + COLUMNS
                        + " FROM funnel_version WHERE workspace_id = ? AND funnel_id = ? AND version = ?")
                .params(workspace, funnel, version)
                .query(Row.mapper(Version.class))
                .optional();
    }

    Version add(int workspace, int funnel, NewVersion added) {
        return jdbc.sql("""
                        INSERT INTO funnel_version (workspace_id, funnel_id, version, state, yaml, note, created_by,
                                                    created_at)
                        SELECT ?, ?, coalesce(max(version), 0) + 1, ?, ?, ?, ?, ?
                        FROM funnel_version WHERE workspace_id = ? AND funnel_id = ?
                        RETURNING\s""" + COLUMNS)
                .param(workspace)
                .param(funnel)
                .param(added.state())
                .param(added.yaml())
                .param(added.note())
                .param(added.createdBy())
                .param(Timestamp.from(added.createdAt()))
                .param(workspace)
                .param(funnel)
                .query(Row.mapper(Version.class))
                .single();
    }

    /** False where the version decides already or another one of the funnel is being activated. */
    boolean startActivation(int workspace, int funnel, int version) {
        return jdbc.sql("""
                                UPDATE funnel_version SET state = 'activating', done = 0,
                                    total = (SELECT count(*) FROM shared_person WHERE workspace_id = ? AND merged_into IS NULL)
                                WHERE workspace_id = ? AND funnel_id = ? AND version = ? AND state <> 'active'
                                  AND NOT EXISTS (SELECT FROM funnel_version o WHERE o.workspace_id = ? AND o.funnel_id = ?
                                                  AND o.state = 'activating')""")
                        .params(workspace, workspace, funnel, version, workspace, funnel)
                        .update()
                > 0;
    }

    void progress(int workspace, int run, long done) {
        jdbc.sql("UPDATE funnel_version SET done = least(total, ?) WHERE workspace_id = ? AND run = ?")
                .params(done, workspace, run)
                .update();
    }

    /** From here on the run decides, and the one before it no longer does. */
    void activate(int workspace, int funnel, int run, Instant now) {
        jdbc.sql("""
                        UPDATE funnel_version SET state = 'retired'
                        WHERE workspace_id = ? AND funnel_id = ? AND state = 'active'""").params(workspace, funnel).update();
        jdbc.sql("""
                        UPDATE funnel_version SET state = 'active', activated_at = ?, done = total
                        WHERE workspace_id = ? AND run = ?""").params(Timestamp.from(now), workspace, run).update();
        jdbc.sql("UPDATE funnel SET active_run = ? WHERE workspace_id = ? AND id = ?")
                .params(run, workspace, funnel)
                .update();
    }

    /** Keeps with a version the warnings that its activation overrode. */
    void override(int workspace, int funnel, int version, String warnings) {
        jdbc.sql("""
                        UPDATE funnel_version SET overruled = ?::jsonb
                        WHERE workspace_id = ? AND funnel_id = ? AND version = ?""").params(warnings, workspace, funnel, version).update();
    }

    /** The runs that decide, in the order of their funnels. */
    List<Integer> deciding(int workspace) {
        return jdbc.sql("SELECT active_run FROM funnel WHERE workspace_id = ? AND active_run IS NOT NULL ORDER BY id")
                .param(workspace)
                .query(Row.map(row -> row.intValue("active_run")))
                .list();
    }

    Optional<Integer> deciding(int workspace, int funnel) {
        return jdbc.sql("SELECT active_run FROM funnel WHERE workspace_id = ? AND id = ? AND active_run IS NOT NULL")
                .params(workspace, funnel)
                .query(Integer.class)
                .optional();
    }

    List<Integer> replaying(int workspace) {
        return jdbc.sql("SELECT run FROM funnel_version WHERE workspace_id = ? AND state = 'activating'")
                .param(workspace)
                .query(Row.map(row -> row.intValue("run")))
                .list();
    }

    RunText text(int workspace, int run) {
        return jdbc.sql(
                        "SELECT funnel_id AS funnel, version, yaml FROM funnel_version WHERE workspace_id = ? AND run = ?")
                .params(workspace, run)
                .query(Row.mapper(RunText.class))
                .single();
    }

    /** The capture sources of the workspace, as a definition names them. */
    List<String> sources(int workspace) {
        return jdbc.sql("""
                        SELECT CASE WHEN kind = 'form' THEN 'form/' || coalesce(form_slug, name) ELSE kind END AS source
                        FROM shared_source WHERE workspace_id = ?""")
                .param(workspace)
                .query(Row.map(row -> row.text("source")))
                .list();
    }
}
