package dev.sluice.funnel;

import dev.sluice.funnel.Explanation.ConditionResult;
import dev.sluice.funnel.Explanation.Danger;
import dev.sluice.funnel.Explanation.EngagementLine;
import dev.sluice.funnel.Explanation.FitLine;
import dev.sluice.funnel.Explanation.FlagLine;
import dev.sluice.funnel.Explanation.GateExplanation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The one interpreter of definitions. Pure: the same signals in the same order give the same standing anywhere. */
public final class Fold {

    private Fold() {}

    /**
     * Passes time up to the signal, then applies the signal.
     *
     * @throws IllegalArgumentException when {@link Standing#precedes} says no, or when the standing was made by
     *     another definition
     */
    public static FoldResult advance(Definition d, Standing s, FoldSignal x) {
        if (!s.precedes(x)) {
            throw new IllegalArgumentException(
                    "signal " + x.id() + " at " + x.at() + " does not come after what this standing has folded");
        }
        FoldStep step = new FoldStep(d, s);
        step.apply(x);
        return step.done();
    }

    /**
     * The next instant at which time alone could change something (a window closes that a "none of" looks at, a score
     * falls, a stage limit passes); empty when there is none.
     */
    public static OptionalLong nextChange(Definition d, Standing s) {
        return new FoldStep(d, s).nextChange();
    }

    /** Applies what time alone changes, up to and including this instant. */
    public static FoldResult passTime(Definition d, Standing s, long now) {
        FoldStep step = new FoldStep(d, s);
        OptionalLong next = step.nextChange();
        if (next.isEmpty() || next.getAsLong() > now) {
            return new FoldResult(s, List.of());
        }
        step.passTime(now);
        return step.done();
    }

    /** Why the person is in their stage, as of this instant. */
    public static Explanation explain(Definition d, Standing s, long now) {
        FoldStep step = new FoldStep(d, passTime(d, s, now).standing());
        StandingBuilder draft = step.draft();
        CriterionExplainer ever = new CriterionExplainer(step.plan(), draft, now, LogPosition.START);
        CriterionExplainer sinceTurned = new CriterionExplainer(step.plan(), draft, now, draft.turned);
        List<FitLine> fit = d.fit().stream()
                .map(rule -> new FitLine(
                        rule.when().text(), rule.points(), ever.met(rule.when()), ever.value(rule.when()), rule.line()))
                .toList();
        List<FlagLine> flags = d.flags().stream()
                .map(flag -> new FlagLine(
                        flag.id(), s.flags().getOrDefault(flag.id(), 0L), sinceTurned.part(flag.when()), flag.line()))
                .toList();
        List<Danger> dangers = d.disqualify().stream()
                .map(rule -> new Danger(rule.reason(), sinceTurned.part(rule.when()), rule.line()))
                .filter(danger -> near(danger.part()))
                .toList();
        return new Explanation(
                fit, draft.fit, engagement(d, draft, now), draft.engagement(now), gates(d, step, now), flags, dangers);
    }

    private static List<EngagementLine> engagement(Definition d, StandingBuilder draft, long now) {
        List<EngagementLine> lines = new ArrayList<>();
        for (int i = 0; i < draft.earned.length; i++) {
            EarnedPoints earned = draft.earned[i];
            var rule = d.engagement().rules().get(i);
            lines.add(new EngagementLine(
                    rule.text(),
                    Standing.decayed(earned.value(), earned.at(), now, draft.halfLife),
                    earned.count(),
                    CriterionExplainer.ids(earned.latest()),
                    rule.line()));
        }
        return List.copyOf(lines);
    }

    private static List<GateExplanation> gates(Definition d, FoldStep step, long now) {
        CriterionExplainer explainer = new CriterionExplainer(step.plan(), step.draft(), now, step.draft().gatesAfter);
        List<GateExplanation> gates = new ArrayList<>();
        for (int i = step.plan().stage(step.draft().stage) + 1; i < d.stages().size(); i++) {
            var stage = d.stages().get(i);
            ConditionResult whole = explainer.part(stage.enter());
            boolean list = stage.enter() instanceof Criterion.All;
            List<ConditionResult> met = (list ? whole.parts() : List.of(whole))
                    .stream().filter(ConditionResult::met).toList();
            List<ConditionResult> missing = (list ? whole.parts() : List.of(whole))
                    .stream().filter(part -> !part.met()).toList();
            gates.add(
                    whole.met()
                            ? new GateExplanation.Passed(stage.id(), met, stage.line())
                            : new GateExplanation.Held(stage.id(), met, missing, stage.line()));
        }
        return List.copyOf(gates);
    }

    /** Applies, or a part of it does already. */
    private static boolean near(ConditionResult part) {
        return part.met() || !part.signals().isEmpty() || part.parts().stream().anyMatch(Fold::near);
    }
}
