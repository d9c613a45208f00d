package dev.sluice.handoff;

import dev.sluice.platform.database.Tenancy;
import java.util.List;
import org.springframework.stereotype.Component;

/** The record of who got a person, when, and by which rule. */
@Component
public class AssignmentHistory {
    private final AssignmentHistoryRows rows;
    private final Tenancy tenancy;

    AssignmentHistory(AssignmentHistoryRows rows, Tenancy tenancy) {
        this.rows = rows;
        this.tenancy = tenancy;
    }

    /** The latest assignments of a person, the newest first. */
    public List<AssignmentRecord> of(int workspace, long person) {
        return tenancy.read(workspace, () -> rows.of(workspace, person));
    }
}
