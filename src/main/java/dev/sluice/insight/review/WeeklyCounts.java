package dev.sluice.insight.review;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.review.WeeklyReview.WeeklyCount;
import dev.sluice.insight.review.WeeklyReviewRows.DecidedPeople;
import dev.sluice.insight.review.WeeklyReviewRows.OverdueLead;
import dev.sluice.platform.database.ConnectionPools;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.DisplayFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Counts the decisions of a week beside those of the weeks before, and the people who are over a time limit. */
@Component
class WeeklyCounts {
    private static final int WEEKS = 13;
    private static final DecidedPeople NOBODY = new DecidedPeople(0, 0);

    private final WeeklyReviewRows rows;
    private final Tenancy tenancy;

    WeeklyCounts(WeeklyReviewRows rows, Tenancy tenancy) {
        this.rows = rows;
        this.tenancy = tenancy;
    }

    List<WeeklyCount> of(int workspace, ReportFilter filter, LocalDate monday) {
        Map<String, DecidedPeople> now = decided(workspace, filter, monday, monday.plusWeeks(1));
        Map<String, DecidedPeople> before = decided(workspace, filter, monday.minusWeeks(1), monday);
        Map<String, Double> usual = new HashMap<>();
        for (int i = 1; i <= WEEKS; i++) {
            decided(workspace, filter, monday.minusWeeks(i), monday.minusWeeks(i - 1))
                    .forEach((decision, people) -> usual.merge(decision, (double) people.live() / WEEKS, Double::sum));
        }
        List<WeeklyCount> counts = new ArrayList<>();
        for (Stage stage : filter.run().definition().stages()) {
            counts.add(count("entered " + stage.id(), "Became " + DisplayFormat.stage(stage.id()), now, before, usual));
        }
        counts.add(count("lost", "Lost", now, before, usual));
        counts.add(count("disqualified", "Disqualified", now, before, usual));
        return counts;
    }

    private Map<String, DecidedPeople> decided(int workspace, ReportFilter filter, LocalDate from, LocalDate to) {
        Instant begin = from.atStartOfDay(filter.zone()).toInstant();
        Instant end = to.atStartOfDay(filter.zone()).toInstant();
        return ConnectionPools.reports(
                () -> tenancy.read(workspace, () -> rows.decided(workspace, filter.run(), begin, end)));
    }

    private static WeeklyCount count(
            String key,
            String title,
            Map<String, DecidedPeople> now,
            Map<String, DecidedPeople> before,
            Map<String, Double> usual) {
        DecidedPeople week = now.getOrDefault(key, NOBODY);
        return new WeeklyCount(
                title,
                week.people(),
                before.getOrDefault(key, NOBODY).people(),
                usual.getOrDefault(key, 0.0),
                week.live());
    }

    /** Stages in which people have been for longer than the time limit. */
    List<OverdueLead> overdue(int workspace, ReportFilter filter) {
        List<Stage> stages = filter.run().definition().stages();
        return tenancy.read(workspace, () -> {
            List<OverdueLead> overdue = new ArrayList<>();
            for (int i = 0; i < stages.size(); i++) {
                Stage stage = stages.get(i);
                if (stage.limit() != null) {
                    Instant since = filter.seen().minus(stage.limit());
                    rows.overdue(workspace, filter.run().id(), i, stage.id(), since)
                            .ifPresent(overdue::add);
                }
            }
            return overdue;
        });
    }
}
