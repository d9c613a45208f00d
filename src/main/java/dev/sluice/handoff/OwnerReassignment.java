package dev.sluice.handoff;

import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reassigns all leads of one owner, for example before a holiday. */
@Component
public class OwnerReassignment {
    private final LeadAssignmentRows rows;
    private final LeadReassignments reassignments;
    private final Funnels funnels;
    private final Tenancy tenancy;
    private final AuditLog audit;

    OwnerReassignment(
            LeadAssignmentRows rows,
            LeadReassignments reassignments,
            Funnels funnels,
            Tenancy tenancy,
            AuditLog audit) {
        this.rows = rows;
        this.reassignments = reassignments;
        this.funnels = funnels;
        this.tenancy = tenancy;
        this.audit = audit;
    }

    /** Gives all leads of an owner to a colleague or, for null, by the routing rules to others. */
    public void reassign(Member by, Member owner, @Nullable Integer to) {
        int workspace = by.workspace();
        int reassigned = tenancy.in(workspace, () -> {
            List<LeadAssignment> all = rows.ofOwner(workspace, owner.user());
            for (DefinitionRun run : funnels.active(workspace)) {
                List<LeadAssignment> leads = all.stream()
                        .filter(lead -> lead.funnel() == run.funnel())
                        .toList();
                reassignments.reassign(workspace, run, leads, to, by.user());
            }
            return all.size();
        });
        audit.note(by, "reassigned " + reassigned + " leads", owner.name(), Map.of("leads", reassigned));
    }
}
