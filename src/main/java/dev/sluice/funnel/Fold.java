package dev.sluice.funnel;

import dev.sluice.funnel.Explanation.Danger;
import dev.sluice.funnel.Explanation.EngagementLine;
import dev.sluice.funnel.Explanation.FitLine;
import dev.sluice.funnel.Explanation.FlagLine;
import dev.sluice.funnel.Explanation.Gate;
import dev.sluice.funnel.Explanation.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The one interpreter of definitions. Pure: the same signals in the same order give the same standing anywhere. */
public final class Fold {

    private Fold() {}

    /**
     * Passes time up to the signal, then takes the signal.
     *
     * @throws IllegalArgumentException when {@link Standing#precedes} says no, or when the standing was made by
     *     another definition
     */
    public static Advance advance(Definition d, Standing s, Signal x) {
        if (!s.precedes(x)) {
            throw new IllegalArgumentException(
                    "signal " + x.id() + " at " + x.at() + " does not come after what this standing has folded");
        }
        Step step = new Step(d, s);
        step.take(x);
        return step.done();
    }

    /**
     * The next instant at which time alone could change something (a window closes that a "none of" looks at, a score
     * falls, a stage limit passes); empty when there is none.
     */
    public static OptionalLong nextChange(Definition d, Standing s) {
        return new Step(d, s).nextChange();
    }

    /** Does what time alone does, up to and including this instant. */
    public static Advance passTime(Definition d, Standing s, long now) {
        Step step = new Step(d, s);
        OptionalLong next = step.nextChange();
        if (next.isEmpty() || next.getAsLong() > now) {
            return new Advance(s, List.of());
        }
        step.passTime(now);
        return step.done();
    }

    /** Why the person stands where they stand, as of this instant. */
    public static Explanation explain(Definition d, Standing s, long now) {
        Step step = new Step(d, passTime(d, s, now).standing());
        Draft draft = step.draft();
        Account ever = new Account(step.plan(), draft, now, Mark.START);
        Account sinceTurned = new Account(step.plan(), draft, now, draft.turned);
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

    private static List<EngagementLine> engagement(Definition d, Draft draft, long now) {
        List<EngagementLine> lines = new ArrayList<>();
        for (int i = 0; i < draft.earned.length; i++) {
            Earned earned = draft.earned[i];
            var rule = d.engagement().rules().get(i);
            lines.add(new EngagementLine(
                    rule.text(),
                    Standing.decayed(earned.value(), earned.at(), now, draft.halfLife),
                    earned.count(),
                    Account.ids(earned.latest()),
                    rule.line()));
        }
        return List.copyOf(lines);
    }

    private static List<Gate> gates(Definition d, Step step, long now) {
        Account account = new Account(step.plan(), step.draft(), now, step.draft().gatesAfter);
        List<Gate> gates = new ArrayList<>();
        for (int i = step.plan().stage(step.draft().stage) + 1; i < d.stages().size(); i++) {
            var stage = d.stages().get(i);
            Part whole = account.part(stage.enter());
            boolean list = stage.enter() instanceof Criterion.All;
            List<Part> met = (list ? whole.parts() : List.of(whole))
                    .stream().filter(Part::met).toList();
            List<Part> missing = (list ? whole.parts() : List.of(whole))
                    .stream().filter(part -> !part.met()).toList();
            gates.add(
                    whole.met()
                            ? new Gate.Passed(stage.id(), met, stage.line())
                            : new Gate.Held(stage.id(), met, missing, stage.line()));
        }
        return List.copyOf(gates);
    }

    /** Applies, or a part of it does already. */
    private static boolean near(Part part) {
        return part.met() || !part.signals().isEmpty() || part.parts().stream().anyMatch(Fold::near);
    }
}
