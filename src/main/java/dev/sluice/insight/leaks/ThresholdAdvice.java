package dev.sluice.insight.leaks;

import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.cohort.StageOutcome;
import dev.sluice.insight.leaks.LeakCause.CauseFacts;
import dev.sluice.insight.leaks.ThresholdTrial.TrialEffect;
import dev.sluice.platform.web.DisplayFormat;
import org.jspecify.annotations.Nullable;

/** Advises another threshold for a gate where its replay shows an effect, and else names what holds people at the gate. */
final class ThresholdAdvice {
    private ThresholdAdvice() {}

    /** The cause with a lower threshold as its fix where that lets anybody pass. */
    static LeakCause lowered(LeakCause cause, int stage, String gate, @Nullable Double threshold, CauseFacts facts) {
        if (threshold == null) {
            return cause;
        }
        TrialEffect effect = facts.trial().of(stage, StageOutcome.OPEN, gate, threshold);
        String replayed = "Replayed with a threshold of " + Math.round(threshold) + " for " + DisplayFormat.stage(gate)
                + ", " + DisplayFormat.count(effect.changed()) + " of the " + DisplayFormat.count(effect.tried())
                + " newest who stand there would have qualified";
        if (effect.changed() > 0) {
            return cause.with(
                    replayed + ".",
                    "Try a lower threshold for " + DisplayFormat.stage(gate),
                    whatIf(facts.filter(), gate, threshold));
        }
        return effect.binding().isEmpty()
                ? cause
                : cause.with(
                        replayed + ": " + DisplayFormat.count(effect.bound()) + " lack \u201c" + effect.binding()
                                + "\u201d.",
                        "Look at what the gate of " + DisplayFormat.stage(gate) + " asks for",
                        "/funnels/" + facts.filter().run().definition().name() + "/definition");
    }

    /** The cause with a higher threshold as its fix where that keeps anybody out. */
    static LeakCause raised(LeakCause cause, int stage, String gate, double threshold, CauseFacts facts) {
        TrialEffect effect = facts.trial().of(stage, StageOutcome.ALL, gate, threshold);
        String replayed = "Replayed with a threshold of " + Math.round(threshold) + ", "
                + DisplayFormat.count(effect.changed()) + " of the " + DisplayFormat.count(effect.tried())
                + " newest would have been kept out.";
        return effect.changed() > 0
                ? cause.with(
                        replayed,
                        "Try a higher threshold for " + DisplayFormat.stage(gate),
                        whatIf(facts.filter(), gate, threshold))
                : cause.with(replayed, cause.fix(), cause.href());
    }

    private static String whatIf(ReportFilter filter, String stage, double threshold) {
        return "/insight/what-if?funnel=" + filter.run().definition().name() + "&stage=" + stage + "&threshold="
                + threshold;
    }
}
