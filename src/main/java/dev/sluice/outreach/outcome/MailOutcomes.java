package dev.sluice.outreach.outcome;

import dev.sluice.platform.database.Cursor;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Page;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The figures of the emails that sequences have sent: how many were opened, answered, bounced and so on. */
@Component
public class MailOutcomes {
    private static final int PAGE = 100;

    /** An email of a step with the person who got it. */
    public record FigureEmail(long message, long person, Instant at) {}

    /** A part of the emails behind a figure, and how many there are. */
    public record FigureEmails(Page<FigureEmail> page, long count) {}

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

    /**
     * The emails behind one figure of a step, as many as it says.
     *
     * @param after the text of the page before; "" for the first page
     */
    public FigureEmails emails(int workspace, String sequence, String step, String figure, String after) {
        Cursor cursor = Cursor.read("after", after, Instant.class, Long.class);
        return tenancy.read(
                workspace,
                () -> new FigureEmails(
                        Page.of(
                                rows.emails(workspace, sequence, step, figure, cursor, PAGE + 1),
                                PAGE,
                                last -> Cursor.of(last.at(), last.message())),
                        rows.count(workspace, sequence, step, figure)));
    }
}
