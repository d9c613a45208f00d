package dev.sluice.insight.home;

import dev.sluice.form.QualifiedLeads;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import org.springframework.stereotype.Component;

/** Counts a lead as qualified when it reached a stage behind the first of an active funnel. */
@Component
class QualifiedByStanding implements QualifiedLeads {
    private final QualifiedLeadRows rows;
    private final Funnels funnels;
    private final Tenancy tenancy;

    QualifiedByStanding(QualifiedLeadRows rows, Funnels funnels, Tenancy tenancy) {
        this.rows = rows;
        this.funnels = funnels;
        this.tenancy = tenancy;
    }

    @Override
    public int among(int workspace, long[] people) {
        int[] runs =
                funnels.active(workspace).stream().mapToInt(DefinitionRun::id).toArray();
        return tenancy.read(workspace, () -> rows.count(workspace, runs, people));
    }
}
