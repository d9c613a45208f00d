package dev.sluice.standing;

import dev.sluice.platform.Time;
import dev.sluice.platform.database.Columns;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.standing.Ledger.LedgerEntry;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the transition ledger. */
@Component
class LedgerRows {
    /** A decision of the ledger that is not superseded; {@code key} as in {@link LedgerEntry#key}. */
    record StoredDecision(long id, int version, String key) {}

    private final JdbcClient jdbc;

    LedgerRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void write(int workspace, DefinitionRun run, List<LedgerEntry> entries, Instant now) {
        Columns.of(entries)
                .bigint("person", LedgerEntry::person)
                .timestamptz("at", entry -> Time.instant(entry.at()))
                .text("kind", LedgerEntry::kind)
                .text("stage", LedgerEntry::stage)
                .text("from_stage", LedgerEntry::from)
                .text("move", LedgerEntry::move)
                .float8("fit", LedgerEntry::fit)
                .float8("engagement", LedgerEntry::engagement)
                .jsonb("because", LedgerEntry::because)
                .statement(jdbc, """
                        INSERT INTO transition (workspace_id, funnel_id, person_id, at, decided_at, kind, stage, from_stage,
                                                move, version, fit, engagement, because)
                        SELECT :workspace, :funnel, u.person, u.at, :now, u.kind, u.stage, u.from_stage, u.move, :version,
                               u.fit, u.engagement, u.because
                        FROM unnest(:u)""")
                .param("workspace", workspace)
                .param("funnel", run.funnel())
                .param("version", run.version())
                .param("now", Timestamp.from(now.truncatedTo(ChronoUnit.MICROS)))
                .update();
    }

    /** Of every version, but for the entries of activations. */
    List<StoredDecision> decisions(int workspace, DefinitionRun run, Collection<Long> people) {
        return jdbc.sql("""
                        SELECT id, version,
                               person_id || '|' || kind || '|' || coalesce(stage, 'null') || '|'
                               || (extract(epoch FROM at) * 1000000)::bigint AS key
                        FROM transition
                        WHERE workspace_id = ? AND funnel_id = ? AND person_id = ANY (?) AND superseded_at IS NULL
                          AND kind <> 'restated'""")
                .params(workspace, run.funnel(), SqlArray.bigint(people))
                .query(Row.mapper(StoredDecision.class))
                .list();
    }

    void supersede(int workspace, DefinitionRun run, Collection<Long> people, List<Long> ids, Instant now) {
        jdbc.sql("""
                        UPDATE transition SET superseded_at = ?
                        WHERE workspace_id = ? AND funnel_id = ? AND person_id = ANY (?) AND id = ANY (?)""")
                .params(Timestamp.from(now), workspace, run.funnel(), SqlArray.bigint(people), SqlArray.bigint(ids))
                .update();
    }

    void removeVersion(int workspace, DefinitionRun run) {
        jdbc.sql("DELETE FROM transition WHERE workspace_id = ? AND funnel_id = ? AND version = ?")
                .params(workspace, run.funnel(), run.version())
                .update();
    }

    /** Records a move for everyone whose stage or outcome differs between the two runs. */
    void restate(int workspace, DefinitionRun old, DefinitionRun run, Instant now) {
        Timestamp at = Timestamp.from(now);
        SqlArray stages = stages(run);
        SqlArray before = stages(old);
        // right after a replay the planner has statistics of one run only and would compare each person with every
        // other
        jdbc.sql("SET LOCAL enable_nestloop = off").update();
        jdbc.sql("""
                        INSERT INTO transition (workspace_id, funnel_id, person_id, at, decided_at, kind, stage, from_stage, move,
                                                version, fit, because)
                        SELECT n.workspace_id, ?, n.person_id, ?, ?, 'restated', (?::text[])[n.stage + 1],
                               (?::text[])[o.stage + 1], 'restated', ?, n.fit,
                               jsonb_build_array(jsonb_build_object('text', ?::text, 'signals', '[]'::jsonb, 'line', 0))
                        FROM standing n JOIN standing o
                          ON o.workspace_id = n.workspace_id AND o.run = ? AND o.person_id = n.person_id
                        WHERE n.workspace_id = ? AND n.run = ?
                          AND ((?::text[])[n.stage + 1] IS DISTINCT FROM (?::text[])[o.stage + 1]
                               OR n.outcome <> o.outcome)""")
                .params(run.funnel(), at, at, stages, before, run.version())
                .param("version " + run.version() + " was activated")
                .params(old.id(), workspace, run.id(), stages, before)
                .update();
        jdbc.sql("SET LOCAL enable_nestloop = on").update();
    }

    private static SqlArray stages(DefinitionRun run) {
        return SqlArray.text(
                run.definition().stages().stream().map(stage -> stage.id()).toList());
    }
}
