package dev.sluice.funnel;

import dev.sluice.funnel.Decision.Move;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.Standing.StandingOutcome;
import java.util.ArrayList;
import java.util.List;

/** The rules that take a person out of the funnel and bring them back: disqualified, lost, reinstated, re-entered. */
abstract sealed class OutcomeRules extends DraftChanges permits RuleEngine {

    OutcomeRules(CompiledDefinition plan, StandingBuilder draft) {
        super(plan, draft);
    }

    void reinstate(boolean traitsChanged) {
        if (draft.outcome != StandingOutcome.DISQUALIFIED || !draft.liftable || !traitsChanged || unfit()) {
            return;
        }
        int line = 0;
        for (var rule : definition.disqualify()) {
            if (rule.reason().equals(draft.reason)) {
                line = rule.line();
                break;
            }
        }
        reopen();
        decide(new Decision.Reinstated(
                now(), List.of(new Reason("no rule disqualifies any more", thisSignal(), line))));
    }

    /** Whether a rule that reads traits applies. */
    private boolean unfit() {
        for (int i = 0; i < plan.disqualify.length; i++) {
            if (plan.liftable[i] && holds(plan.disqualify[i], LogPosition.START)) {
                return true;
            }
        }
        return false;
    }

    void disqualify() {
        if (draft.outcome != StandingOutcome.ACTIVE) {
            return;
        }
        for (int i = 0; i < plan.disqualify.length; i++) {
            if (holds(plan.disqualify[i], draft.turned)) {
                var rule = definition.disqualify().get(i);
                List<Reason> because = because(rule.when(), draft.turned, rule.line());
                close(StandingOutcome.DISQUALIFIED, rule.reason(), plan.liftable[i]);
                decide(new Decision.Disqualified(rule.reason(), now(), because));
                return;
            }
        }
    }

    void lose() {
        if (draft.outcome != StandingOutcome.ACTIVE) {
            return;
        }
        for (int i = 0; i < plan.lost.length; i++) {
            if (holds(plan.lost[i], draft.turned)) {
                var rule = definition.lost().get(i);
                List<Reason> because = because(rule.when(), draft.turned, rule.line());
                close(StandingOutcome.LOST, rule.reason(), false);
                decide(new Decision.Lost(rule.reason(), now(), because));
                return;
            }
        }
    }

    /** Back into the first stage whose gate passes; a won deal opens a retain stage without one. */
    void reenter() {
        boolean again = holds(plan.reenter, draft.turned) && !unfit();
        for (int i = 0; i < plan.gates.length; i++) {
            if ((again || plan.wins[i]) && holds(plan.gates[i], again ? before() : draft.turned)) {
                Stage stage = definition.stages().get(i);
                List<Reason> because = new ArrayList<>();
                if (again) {
                    because.addAll(because(definition.reenter(), draft.turned, 0));
                }
                because.addAll(because(stage.enter(), again ? before() : draft.turned, stage.line()));
                reopen();
                draft.flags = new Standing.Raised[0];
                enter(i, Move.REENTRY, because);
                return;
            }
        }
    }
}
