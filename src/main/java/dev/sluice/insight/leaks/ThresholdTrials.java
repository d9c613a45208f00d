package dev.sluice.insight.leaks;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Explanation.ConditionResult;
import dev.sluice.funnel.Explanation.GateExplanation.Held;
import dev.sluice.funnel.Fold;
import dev.sluice.funnel.Standing;
import dev.sluice.funnel.Thresholds;
import dev.sluice.insight.cohort.DrillDowns;
import dev.sluice.insight.cohort.DrillDowns.DrillDownPerson;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.leaks.ThresholdTrial.TrialEffect;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Standings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Replays the history of the newest people behind a drop by the deciding definition and by one with another threshold. */
@Component
class ThresholdTrials {
    /** So many people show an effect that is worth advising, and are folded in a moment. */
    private static final int TRIED = 300;

    private final DrillDowns drillDowns;
    private final Standings standings;
    private final Tenancy tenancy;

    ThresholdTrials(DrillDowns drillDowns, Standings standings, Tenancy tenancy) {
        this.drillDowns = drillDowns;
        this.standings = standings;
        this.tenancy = tenancy;
    }

    ThresholdTrial of(int workspace, ReportFilter filter) {
        return (stage, whom, gate, threshold) -> {
            List<Long> people = drillDowns.people(workspace, filter, stage, whom, "", TRIED).page().items().stream()
                    .map(DrillDownPerson::person)
                    .toList();
            Definition tried = Thresholds.with(filter.run().definition(), gate, threshold);
            return tenancy.read(workspace, () -> effect(workspace, filter, people, gate, tried));
        };
    }

    private TrialEffect effect(
            int workspace, ReportFilter filter, Collection<Long> people, String gate, Definition tried) {
        Instant now = filter.seen();
        DefinitionRun run = filter.run();
        Map<Long, Standing> before = standings.asOf(workspace, run, people, now);
        Map<Long, Standing> after =
                standings.asOf(workspace, new DefinitionRun(run.id(), run.funnel(), run.version(), tried), people, now);
        List<Standing> held = new ArrayList<>();
        long changed = 0;
        for (Map.Entry<Long, Standing> one : after.entrySet()) {
            boolean passes = one.getValue().reached().containsKey(gate);
            Standing was = before.get(one.getKey());
            if (was != null && was.reached().containsKey(gate) != passes) {
                changed++;
            } else if (!passes) {
                held.add(one.getValue());
            }
        }
        Map<String, Long> lacking = lacking(tried, held, gate, Time.micros(now));
        Map.Entry<String, Long> most = lacking.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElse(Map.entry("", 0L));
        return new TrialEffect(changed, people.size(), most.getKey(), most.getValue());
    }

    /** The conditions of the gate that are not met, by how many people do not meet them. */
    private static Map<String, Long> lacking(Definition tried, List<Standing> held, String gate, long now) {
        Map<String, Long> lacking = new HashMap<>();
        for (Standing standing : held) {
            Fold.explain(tried, standing, now).gates().stream()
                    .filter(one -> one instanceof Held && one.stage().equals(gate))
                    .flatMap(one -> ((Held) one).missing().stream())
                    .map(ConditionResult::text)
                    .forEach(condition -> lacking.merge(condition, 1L, Long::sum));
        }
        return lacking;
    }
}
