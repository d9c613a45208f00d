package dev.sluice.insight.home;

import dev.sluice.form.QualifiedLeads;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A lead is worth having when it has passed a gate: when it reached a stage behind the first of an active funnel. */
@Component
class QualifiedByStanding implements QualifiedLeads {
    private final JdbcClient jdbc;
    private final Funnels funnels;
    private final Tenancy tenancy;

    QualifiedByStanding(JdbcClient jdbc, Funnels funnels, Tenancy tenancy) {
        this.jdbc = jdbc;
        this.funnels = funnels;
        this.tenancy = tenancy;
    }

    @Override
    public int among(int workspace, long[] people) {
        int[] runs =
                funnels.active(workspace).stream().mapToInt(DefinitionRun::id).toArray();
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT count(DISTINCT person_id) FROM report_standing
                        WHERE workspace_id = ? AND run = ANY (?) AND person_id = ANY (?) AND reached >> 1 <> 0""")
                        .params(workspace, SqlArray.integer(runs), SqlArray.bigint(people))
                        .query(Integer.class)
                        .single());
    }
}
