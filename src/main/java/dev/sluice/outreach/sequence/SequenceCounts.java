package dev.sluice.outreach.sequence;

import dev.sluice.platform.database.Tenancy;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Counts the people in sequences. */
@Component
public class SequenceCounts {
    private final SequenceCountRows rows;
    private final Tenancy tenancy;

    SequenceCounts(SequenceCountRows rows, Tenancy tenancy) {
        this.rows = rows;
        this.tenancy = tenancy;
    }

    /** The enrolments of each sequence, by state. */
    public Map<String, Map<String, Long>> byState(int workspace) {
        return tenancy.read(workspace, () -> rows.byState(workspace));
    }

    /** Why enrolments of a sequence were stopped, and how often. */
    public Map<String, Long> endings(int workspace, String name) {
        return tenancy.read(workspace, () -> rows.endings(workspace, name));
    }

    /** How many people wait for each step. */
    public Map<String, Long> waiting(int workspace, String name) {
        return tenancy.read(workspace, () -> rows.waiting(workspace, name));
    }
}
