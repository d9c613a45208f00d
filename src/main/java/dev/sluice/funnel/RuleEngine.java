package dev.sluice.funnel;

import dev.sluice.funnel.Decision.Move;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.Standing.StandingOutcome;
import java.util.Arrays;
import java.util.List;

/** Applies the rules of a definition to one person, in their order, at one position in the order of signals. */
final class RuleEngine extends OutcomeRules {

    RuleEngine(CompiledDefinition plan, StandingBuilder draft) {
        super(plan, draft);
    }

    /** @param traitsChanged whether a trait of the person just changed */
    void apply(boolean traitsChanged) {
        reinstate(traitsChanged);
        arrive();
        disqualify();
        lose();
        if (draft.closed()) {
            reenter();
        }
        if (!draft.closed()) {
            flags();
            if (!exit() && forward()) {
                flags();
            }
        }
    }

    /** A person who identifies is counted as a lead, also when the same signal disqualifies them. */
    private void arrive() {
        if (draft.stage == null && !draft.closed() && holds(plan.gates[0], draft.gatesAfter)) {
            Stage first = definition.stages().getFirst();
            enter(0, Move.FORWARD, because(first.enter(), draft.gatesAfter, first.line()));
        }
    }

    private void flags() {
        for (int i = 0; i < plan.flags.length; i++) {
            var flag = definition.flags().get(i);
            if (!draft.flagged(flag.id()) && holds(plan.flags[i], draft.turned)) {
                Standing.Raised[] flags = Arrays.copyOf(draft.flags, draft.flags.length + 1);
                flags[flags.length - 1] = new Standing.Raised(flag.id(), now());
                decide(new Decision.FlagRaised(flag.id(), now(), because(flag.when(), draft.turned, flag.line())));
                draft.flags = flags;
            }
        }
    }

    private boolean exit() {
        int from = plan.stage(draft.stage);
        if (from < 0) {
            return false;
        }
        for (int i = 0; i < plan.exits[from].length; i++) {
            if (!holds(plan.exits[from][i], draft.entered)) {
                continue;
            }
            var exit = definition.stages().get(from).exit().get(i);
            List<Reason> because = because(exit.when(), draft.entered, exit.line());
            switch (exit.to()) {
                case "lost" -> {
                    close(StandingOutcome.LOST, exit.reason(), false);
                    decide(new Decision.Lost(exit.reason(), now(), because));
                }
                case "disqualified" -> {
                    close(StandingOutcome.DISQUALIFIED, exit.reason(), false);
                    decide(new Decision.Disqualified(exit.reason(), now(), because));
                }
                default -> back(plan.stage(exit.to()), because);
            }
            return true;
        }
        return false;
    }

    /** The nearest later stage whose gate passes, until none does. */
    private boolean forward() {
        boolean moved = false;
        int from = plan.stage(draft.stage);
        for (int i = from + 1; i < plan.gates.length; i++) {
            if (holds(plan.gates[i], draft.gatesAfter)) {
                Stage stage = definition.stages().get(i);
                List<Reason> because = because(stage.enter(), draft.gatesAfter, stage.line());
                enter(i, i == from + 1 ? Move.FORWARD : Move.SKIP, because);
                from = i;
                moved = true;
            }
        }
        return moved;
    }

    /** A stage recorded by an import: ahead it moves the person, behind it only counts as reached. */
    boolean recorded(FoldSignal x) {
        int stage = plan.stage(x.subject());
        int from = plan.stage(draft.stage);
        if (stage < 0 || stage == from || stage < from && draft.reached(x.subject())) {
            return false;
        }
        if (stage > from) {
            enter(stage, Move.RECORDED, cause(x));
        } else {
            visit(definition.stages().get(stage), Move.RECORDED, cause(x));
        }
        return true;
    }

    /** Moved manually, forward or back. */
    boolean set(FoldSignal x) {
        int stage = plan.stage(x.subject());
        int from = plan.stage(draft.stage);
        if (stage < 0) {
            return false;
        }
        if (draft.closed()) {
            reopen();
            draft.turned = here();
            draft.gatesAfter = here();
            enter(stage, Move.REENTRY, cause(x));
            return true;
        }
        if (stage < from) {
            back(stage, cause(x));
        } else if (stage > from) {
            enter(stage, Move.RECORDED, cause(x));
        }
        return stage != from;
    }

    private static List<Reason> cause(FoldSignal x) {
        return List.of(new Reason(x.kind().replace('_', ' ') + " " + x.subject(), List.of(x.id()), 0));
    }
}
