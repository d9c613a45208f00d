package dev.sluice.outreach.outcome;

import dev.sluice.platform.database.Tenancy;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The figures of the emails that sequences have sent: how many were opened, answered, bounced and so on. */
@Component
public class MailOutcomes {
    private static final int MAX_PEOPLE = 500;

    private final OutcomeFigureRows rows;
    private final Tenancy tenancy;

    MailOutcomes(OutcomeFigureRows rows, Tenancy tenancy) {
        this.rows = rows;
        this.tenancy = tenancy;
    }

    /** The figures of each step and variant. */
    public List<OutcomeFigures> of(int workspace, String sequence) {
        return tenancy.read(workspace, () -> rows.bySteps(workspace, sequence));
    }

    /** The sums of all steps of each sequence, by its name. */
    public Map<String, OutcomeFigures> sums(int workspace) {
        Map<String, OutcomeFigures> sums = new HashMap<>();
        tenancy.read(workspace, () -> rows.bySequences(workspace))
                .forEach(figures -> sums.put(figures.step(), figures));
        return sums;
    }

    /** How many people each sequence has sent an email. */
    public Map<String, Long> reached(int workspace) {
        return tenancy.read(workspace, () -> rows.reached(workspace));
    }

    /** The people behind one figure of a step, at most 500. */
    public Collection<Long> people(int workspace, String sequence, String step, String figure) {
        return tenancy.read(workspace, () -> rows.people(workspace, sequence, step, figure, MAX_PEOPLE));
    }
}
