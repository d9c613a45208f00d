package dev.sluice.funnel;

import dev.sluice.funnel.Decision.Move;
import dev.sluice.funnel.Definition.Layer;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.Standing.StandingOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Changes a standing at one position in the order of signals, and records each change as a decision. The rules extend it
 * rather than hold it, since the fold makes one of these for every signal.
 */
abstract sealed class DraftChanges permits OutcomeRules {

    final CompiledDefinition plan;
    final Definition definition;
    final StandingBuilder draft;
    private List<Decision> decisions = List.of();
    private LogPosition here;
    private LogPosition before;

    DraftChanges(CompiledDefinition plan, StandingBuilder draft) {
        this.plan = plan;
        this.draft = draft;
        definition = plan.definition;
        here = draft.timeAt > draft.last.at() ? new LogPosition(draft.timeAt, 0, 0) : draft.last;
        before = here;
    }

    LogPosition here() {
        return here;
    }

    /** What re-entry counts begins after this one. */
    LogPosition before() {
        return before;
    }

    /** Microseconds. */
    long now() {
        return here.at();
    }

    void moveTo(LogPosition next) {
        before = here;
        here = next;
    }

    List<Decision> decisions() {
        return decisions;
    }

    void reopen() {
        draft.outcome = StandingOutcome.ACTIVE;
        draft.reason = "";
        draft.outcomeSince = here.at();
        draft.liftable = false;
        draft.turned = before;
        draft.gatesAfter = before;
    }

    void close(StandingOutcome outcome, String reason, boolean liftable) {
        draft.outcome = outcome;
        draft.reason = reason;
        draft.outcomeSince = here.at();
        draft.liftable = liftable;
        draft.turned = here;
    }

    void back(int to, List<Reason> because) {
        if (draft.outcome == StandingOutcome.WON && definition.stages().get(to).layer() != Layer.RETAIN) {
            draft.outcome = StandingOutcome.ACTIVE;
            draft.outcomeSince = here.at();
            draft.turned = here;
        }
        draft.gatesAfter = here;
        enter(to, Move.BACK, because);
    }

    void enter(int to, Move move, List<Reason> because) {
        Stage stage = definition.stages().get(to);
        visit(stage, move, because);
        draft.stage = stage.id();
        draft.entered = here;
        if (stage.layer() == Layer.RETAIN && draft.outcome != StandingOutcome.WON) {
            close(StandingOutcome.WON, "", false);
        }
    }

    void visit(Stage stage, Move move, List<Reason> because) {
        double engagement = draft.engagement(here.at());
        decide(new Decision.Entered(
                stage.id(), draft.stage, here.at(), move, stage.line(), because, draft.fit, engagement));
        if (!draft.reached(stage.id())) {
            Standing.Visit[] visits = Arrays.copyOf(draft.visits, draft.visits.length + 1);
            visits[visits.length - 1] = new Standing.Visit(stage.id(), here.at(), draft.fit, engagement);
            draft.visits = visits;
        }
    }

    boolean holds(CompiledCriterion check, LogPosition after) {
        return check.holds(draft, here.at(), after);
    }

    List<Reason> because(Criterion c, LogPosition after, int line) {
        return new CriterionExplainer(plan, draft, here.at(), after).reasons(c, line);
    }

    List<UUID> thisSignal() {
        return List.of(new UUID(here.high(), here.low()));
    }

    void decide(Decision decision) {
        if (decisions.isEmpty()) {
            decisions = new ArrayList<>(2);
        }
        decisions.add(decision);
    }
}
