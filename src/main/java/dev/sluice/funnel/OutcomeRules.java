package dev.sluice.funnel;

import dev.sluice.funnel.Decision.Move;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.Standing.StandingOutcome;
import java.util.ArrayList;
import java.util.List;

/** The rules that take a person out of the funnel and bring them back: disqualified, lost, reinstated, re-entered. */
final class OutcomeRules {

    private final CompiledDefinition plan;
    private final Definition definition;
    private final StandingBuilder draft;
    private final DraftChanges changes;

    OutcomeRules(CompiledDefinition plan, StandingBuilder draft, DraftChanges changes) {
        this.plan = plan;
        this.draft = draft;
        this.changes = changes;
        definition = plan.definition;
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
        changes.reopen();
        changes.decide(new Decision.Reinstated(
                changes.now(), List.of(new Reason("no rule disqualifies any more", changes.thisSignal(), line))));
    }

    /** Whether a rule that reads traits applies. */
    private boolean unfit() {
        for (int i = 0; i < plan.disqualify.length; i++) {
            if (plan.liftable[i] && changes.holds(plan.disqualify[i], LogPosition.START)) {
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
            if (changes.holds(plan.disqualify[i], draft.turned)) {
                var rule = definition.disqualify().get(i);
                List<Reason> because = changes.because(rule.when(), draft.turned, rule.line());
                changes.close(StandingOutcome.DISQUALIFIED, rule.reason(), plan.liftable[i]);
                changes.decide(new Decision.Disqualified(rule.reason(), changes.now(), because));
                return;
            }
        }
    }

    void lose() {
        if (draft.outcome != StandingOutcome.ACTIVE) {
            return;
        }
        for (int i = 0; i < plan.lost.length; i++) {
            if (changes.holds(plan.lost[i], draft.turned)) {
                var rule = definition.lost().get(i);
                List<Reason> because = changes.because(rule.when(), draft.turned, rule.line());
                changes.close(StandingOutcome.LOST, rule.reason(), false);
                changes.decide(new Decision.Lost(rule.reason(), changes.now(), because));
                return;
            }
        }
    }

    /** Back into the first stage whose gate passes; a won deal opens a retain stage without one. */
    void reenter() {
        boolean again = changes.holds(plan.reenter, draft.turned) && !unfit();
        for (int i = 0; i < plan.gates.length; i++) {
            if ((again || plan.wins[i]) && changes.holds(plan.gates[i], again ? changes.before() : draft.turned)) {
                Stage stage = definition.stages().get(i);
                List<Reason> because = new ArrayList<>();
                if (again) {
                    because.addAll(changes.because(definition.reenter(), draft.turned, 0));
                }
                because.addAll(changes.because(stage.enter(), again ? changes.before() : draft.turned, stage.line()));
                changes.reopen();
                draft.flags = new Standing.Raised[0];
                changes.enter(i, Move.REENTRY, because);
                return;
            }
        }
    }
}
