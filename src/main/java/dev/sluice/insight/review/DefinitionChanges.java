package dev.sluice.insight.review;

import dev.sluice.insight.cohort.Metrics;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.review.WeeklyReview.DefinitionChange;
import dev.sluice.standing.Funnels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Compares the people who began since a version was activated with those of the same time before. */
@Component
class DefinitionChanges {
    private static final Duration RECENT = Duration.ofDays(180);

    private final Funnels funnels;
    private final Metrics metrics;

    DefinitionChanges(Funnels funnels, Metrics metrics) {
        this.funnels = funnels;
        this.metrics = metrics;
    }

    /** Versions that were activated lately, the newest first; the first ever has no before. */
    List<DefinitionChange> recent(int workspace, ReportFilter filter) {
        List<Funnels.Version> active = funnels.versions(workspace, filter.run().funnel()).stream()
                .filter(version -> version.activatedAt() != null)
                .sorted(Comparator.comparing(DefinitionChanges::activated))
                .toList();
        List<DefinitionChange> changes = new ArrayList<>();
        for (int i = active.size() - 1; i > 0; i--) {
            Instant at = activated(active.get(i));
            boolean current = i + 1 == active.size();
            Instant end = current ? filter.seen() : activated(active.get(i + 1));
            if (at.isBefore(filter.seen()) && at.isAfter(filter.seen().minus(RECENT))) {
                ReportFilter since = filter.within(at, end.isAfter(filter.seen()) ? filter.seen() : end);
                ReportFilter before = since.before();
                if (before != null) {
                    changes.add(new DefinitionChange(
                            active.get(i).version(),
                            at,
                            current ? null : end,
                            active.get(i).note(),
                            metrics.measure(workspace, since),
                            metrics.measure(workspace, before)));
                }
            }
        }
        return changes;
    }

    private static Instant activated(Funnels.Version version) {
        Instant at = version.activatedAt();
        return at == null ? Instant.MAX : at;
    }
}
