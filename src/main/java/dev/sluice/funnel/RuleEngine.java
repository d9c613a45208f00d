package dev.sluice.funnel;

import dev.sluice.funnel.Decision.Move;
import dev.sluice.funnel.Definition.Layer;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.Standing.StandingOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Applies the rules of a definition to one person, in their order, at one place in the order of signals. */
final class RuleEngine {

    private final CompiledDefinition plan;
    private final Definition definition;
    private final StandingBuilder draft;
    private List<Decision> decisions = List.of();

    /** The place in the order of signals now, and the one before it: what re-entry counts begins after that. */
    private LogPosition here;

    private LogPosition before;

    RuleEngine(CompiledDefinition plan, StandingBuilder draft) {
        this.plan = plan;
        this.draft = draft;
        definition = plan.definition;
        here = draft.timeAt > draft.last.at() ? new LogPosition(draft.timeAt, 0, 0) : draft.last;
        before = here;
    }

    LogPosition here() {
        return here;
    }

    void at(LogPosition place) {
        before = here;
        here = place;
    }

    List<Decision> decisions() {
        return decisions;
    }

    /** @param traitsChanged whether what is known of the person just changed */
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

    /** Who says their name is a lead and counted as one, also when the same signal rules them out. */
    private void arrive() {
        if (draft.stage == null && !draft.closed() && holds(plan.gates[0], draft.gatesAfter)) {
            Stage first = definition.stages().getFirst();
            enter(0, Move.FORWARD, because(first.enter(), draft.gatesAfter, first.line()));
        }
    }

    private void reinstate(boolean traitsChanged) {
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
                here.at(), List.of(new Reason("no rule disqualifies any more", thisSignal(), line))));
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

    private void disqualify() {
        if (draft.outcome != StandingOutcome.ACTIVE) {
            return;
        }
        for (int i = 0; i < plan.disqualify.length; i++) {
            if (holds(plan.disqualify[i], draft.turned)) {
                var rule = definition.disqualify().get(i);
                List<Reason> because = because(rule.when(), draft.turned, rule.line());
                close(StandingOutcome.DISQUALIFIED, rule.reason(), plan.liftable[i]);
                decide(new Decision.Disqualified(rule.reason(), here.at(), because));
                return;
            }
        }
    }

    private void lose() {
        if (draft.outcome != StandingOutcome.ACTIVE) {
            return;
        }
        for (int i = 0; i < plan.lost.length; i++) {
            if (holds(plan.lost[i], draft.turned)) {
                var rule = definition.lost().get(i);
                List<Reason> because = because(rule.when(), draft.turned, rule.line());
                close(StandingOutcome.LOST, rule.reason(), false);
                decide(new Decision.Lost(rule.reason(), here.at(), because));
                return;
            }
        }
    }

    /** Back into the first stage whose gate passes; a won deal is a fact and opens a retain stage by itself. */
    private void reenter() {
        boolean again = holds(plan.reenter, draft.turned) && !unfit();
        for (int i = 0; i < plan.gates.length; i++) {
            if ((again || plan.wins[i]) && holds(plan.gates[i], again ? before : draft.turned)) {
                Stage stage = definition.stages().get(i);
                List<Reason> because = new ArrayList<>();
                if (again) {
                    because.addAll(because(definition.reenter(), draft.turned, 0));
                }
                because.addAll(because(stage.enter(), again ? before : draft.turned, stage.line()));
                reopen();
                draft.flags = new Standing.Raised[0];
                enter(i, Move.REENTRY, because);
                return;
            }
        }
    }

    private void reopen() {
        draft.outcome = StandingOutcome.ACTIVE;
        draft.reason = "";
        draft.outcomeSince = here.at();
        draft.liftable = false;
        draft.turned = before;
        draft.gatesAfter = before;
    }

    private void close(StandingOutcome outcome, String reason, boolean liftable) {
        draft.outcome = outcome;
        draft.reason = reason;
        draft.outcomeSince = here.at();
        draft.liftable = liftable;
        draft.turned = here;
    }

    private void flags() {
        for (int i = 0; i < plan.flags.length; i++) {
            var flag = definition.flags().get(i);
            if (!draft.flagged(flag.id()) && holds(plan.flags[i], draft.turned)) {
                Standing.Raised[] flags = Arrays.copyOf(draft.flags, draft.flags.length + 1);
                flags[flags.length - 1] = new Standing.Raised(flag.id(), here.at());
                decide(new Decision.FlagRaised(flag.id(), here.at(), because(flag.when(), draft.turned, flag.line())));
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
                    decide(new Decision.Lost(exit.reason(), here.at(), because));
                }
                case "disqualified" -> {
                    close(StandingOutcome.DISQUALIFIED, exit.reason(), false);
                    decide(new Decision.Disqualified(exit.reason(), here.at(), because));
                }
                default -> back(plan.stage(exit.to()), because);
            }
            return true;
        }
        return false;
    }

    private void back(int to, List<Reason> because) {
        if (draft.outcome == StandingOutcome.WON && definition.stages().get(to).layer() != Layer.RETAIN) {
            draft.outcome = StandingOutcome.ACTIVE;
            draft.outcomeSince = here.at();
            draft.turned = here;
        }
        draft.gatesAfter = here;
        enter(to, Move.BACK, because);
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

    /** A fact told: ahead it moves the person, behind it only counts as reached. */
    boolean recorded(FoldSignal x) {
        int stage = plan.stage(x.subject());
        int from = plan.stage(draft.stage);
        if (stage < 0 || stage == from || stage < from && draft.reached(x.subject())) {
            return false;
        }
        if (stage > from) {
            enter(stage, Move.RECORDED, told(x));
        } else {
            visit(definition.stages().get(stage), Move.RECORDED, told(x));
        }
        return true;
    }

    /** Moved by hand, either way. */
    boolean set(FoldSignal x) {
        int stage = plan.stage(x.subject());
        int from = plan.stage(draft.stage);
        if (stage < 0) {
            return false;
        }
        if (draft.closed()) {
            reopen();
            draft.turned = here;
            draft.gatesAfter = here;
            enter(stage, Move.REENTRY, told(x));
            return true;
        }
        if (stage < from) {
            back(stage, told(x));
        } else if (stage > from) {
            enter(stage, Move.RECORDED, told(x));
        }
        return stage != from;
    }

    private List<Reason> told(FoldSignal x) {
        return List.of(new Reason(x.kind().replace('_', ' ') + " " + x.subject(), List.of(x.id()), 0));
    }

    private void enter(int to, Move move, List<Reason> because) {
        Stage stage = definition.stages().get(to);
        visit(stage, move, because);
        draft.stage = stage.id();
        draft.entered = here;
        if (stage.layer() == Layer.RETAIN && draft.outcome != StandingOutcome.WON) {
            close(StandingOutcome.WON, "", false);
        }
    }

    private void visit(Stage stage, Move move, List<Reason> because) {
        double engagement = draft.engagement(here.at());
        decide(new Decision.Entered(
                stage.id(), draft.stage, here.at(), move, stage.line(), because, draft.fit, engagement));
        if (!draft.reached(stage.id())) {
            Standing.Visit[] visits = Arrays.copyOf(draft.visits, draft.visits.length + 1);
            visits[visits.length - 1] = new Standing.Visit(stage.id(), here.at(), draft.fit, engagement);
            draft.visits = visits;
        }
    }

    private boolean holds(CompiledCriterion check, LogPosition after) {
        return check.holds(draft, here.at(), after);
    }

    private List<Reason> because(Criterion c, LogPosition after, int line) {
        return new CriterionExplainer(plan, draft, here.at(), after).reasons(c, line);
    }

    private List<UUID> thisSignal() {
        return List.of(new UUID(here.high(), here.low()));
    }

    void decide(Decision decision) {
        if (decisions.isEmpty()) {
            decisions = new ArrayList<>(2);
        }
        decisions.add(decision);
    }
}
