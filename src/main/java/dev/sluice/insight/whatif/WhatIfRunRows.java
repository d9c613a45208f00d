package dev.sluice.insight.whatif;

import dev.sluice.platform.Json;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of simulations and of the people and deals in their results. */
@Component
class WhatIfRunRows {
    /** What deals of these people brought, in one currency. */
    record StageWorth(long deals, double amount, String currency) {}

    private final JdbcClient jdbc;

    WhatIfRunRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long start(int workspace, String funnel, String yaml, @Nullable Instant from, @Nullable Integer user, Instant at) {
        return jdbc.sql("""
                        INSERT INTO what_if_run (workspace_id, funnel, yaml, from_at, state, total, created_by, created_at)
                        VALUES (?, ?, ?, ?, 'running', (SELECT count(*) FROM report_person WHERE workspace_id = ?), ?, ?)
                        RETURNING id""")
                .param(workspace)
                .param(funnel)
                .param(yaml)
                .param(from == null ? null : Timestamp.from(from))
                .param(workspace)
                .param(user)
                .param(Timestamp.from(at))
                .query(Long.class)
                .single();
    }

    /** Deletes all but the newest simulations of a workspace. */
    void deleteOld(int workspace, int limit) {
        jdbc.sql("""
                        DELETE FROM what_if_run WHERE workspace_id = ? AND id <= (
                            SELECT id FROM what_if_run WHERE workspace_id = ? ORDER BY id DESC OFFSET ? LIMIT 1)""").params(workspace, workspace, limit).update();
    }

    WhatIfRun find(int workspace, long id) {
        return jdbc.sql("""
                        SELECT id, funnel, yaml, from_at, state, done, total, fault, result::text AS result
                        FROM what_if_run WHERE workspace_id = ? AND id = ?""")
                .params(workspace, id)
                .query(Row.map(WhatIfRunRows::run))
                .optional()
                .orElseThrow(() -> new NotFound("There is no such trial; only the newest are kept."));
    }

    private static WhatIfRun run(Row row) {
        String result = row.optionalText("result");
        return new WhatIfRun(
                row.longValue("id"),
                row.text("funnel"),
                row.text("yaml"),
                row.optionalInstant("from_at"),
                row.constant("state", WhatIfRun.TrialState.class),
                row.longValue("done"),
                row.longValue("total"),
                row.text("fault"),
                result == null ? null : Json.read(result, WhatIfRun.WhatIfOutcome.class));
    }

    void progress(int workspace, long id, long done) {
        jdbc.sql("UPDATE what_if_run SET done = greatest(done, least(total, ?)) WHERE workspace_id = ? AND id = ?")
                .params(done, workspace, id)
                .update();
    }

    void done(int workspace, long id, WhatIfRun.WhatIfOutcome result) {
        jdbc.sql("""
                        UPDATE what_if_run SET state = 'done', done = total, result = ?::jsonb
                        WHERE workspace_id = ? AND id = ?""").params(result.json(), workspace, id).update();
    }

    void failed(int workspace, long id, String fault) {
        jdbc.sql("UPDATE what_if_run SET state = 'failed', fault = ? WHERE workspace_id = ? AND id = ?")
                .params(fault, workspace, id)
                .update();
    }

    Map<Long, String> names(int workspace, Collection<Long> people) {
        Map<Long, String> names = new HashMap<>();
        jdbc.sql("""
                        SELECT id, coalesce(name, email, 'Person ' || id) AS name FROM report_person
                        WHERE workspace_id = ? AND id = ANY (?)""")
                .params(workspace, SqlArray.bigint(people))
                .query(Row.each(row -> names.put(row.longValue("id"), row.text("name"))));
        return names;
    }

    List<StageWorth> worth(int workspace, Collection<Long> people) {
        return jdbc.sql("""
                        SELECT count(*) AS deals, sum(amount)::float8 AS amount, coalesce(currency, '') AS currency FROM report_deal
                        WHERE workspace_id = ? AND person_id = ANY (?) AND state = 'won' AND amount IS NOT NULL
                        GROUP BY 3 ORDER BY 1 DESC""")
                .params(workspace, SqlArray.bigint(people))
                .query(Row.mapper(StageWorth.class))
                .list();
    }

    /** How many reps have leads of the funnel, or had them. */
    int reps(int workspace, int funnel) {
        return jdbc.sql("""
                        SELECT count(DISTINCT o.owner_id) FROM report_owner o
                        WHERE o.workspace_id = ? AND o.funnel_id = ?""").params(workspace, funnel).query(Integer.class).single();
    }
}
