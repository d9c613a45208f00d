package dev.sluice.funnel;

import dev.sluice.funnel.Decision.Move;
import dev.sluice.funnel.Definition.Layer;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.Standing.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;

/** One advance of one person: time up to the signal, then the signal, then the rules in their order. */
final class Step {

    private final Plan plan;
    private final Definition definition;
    private final Draft draft;
    private List<Decision> decisions = List.of();

    /** The place in the order of signals now, and the one before it: what re-entry counts begins after that. */
    private Mark here;

    private Mark before;
    private boolean traitsChanged;

    Step(Definition definition, Standing standing) {
        this.definition = definition;
        plan = definition.compiled().plan(definition);
        draft = new Draft(standing);
        here = standing.last;
        before = standing.last;
        if (draft.layout == 0) {
            prepare();
        } else if (draft.layout != plan.layout) {
            throw new IllegalArgumentException("this standing was made by another definition: fold the person again");
        }
    }

    private void prepare() {
        draft.layout = plan.layout;
        draft.halfLife = plan.halfLife;
        draft.counters = new long[plan.keep.length][];
        Arrays.fill(draft.counters, Counter.EMPTY);
        draft.earned = new Earned[plan.keepEarned.length];
        Arrays.fill(draft.earned, Earned.NOTHING);
        draft.fit = fit();
    }

    Advance done() {
        return new Advance(new Standing(draft), decisions);
    }

    Draft draft() {
        return draft;
    }

    Plan plan() {
        return plan;
    }

    OptionalLong nextChange() {
        long next = next();
        return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
    }

    private long next() {
        if (draft.last == Mark.START) {
            return Long.MAX_VALUE;
        }
        long next = later(limit());
        for (int i = 0; i < plan.changes.size(); i++) {
            next = Math.min(next, later(plan.changes.get(i).at(draft)));
        }
        return next;
    }

    private long later(long at) {
        return at > draft.timeAt && at > draft.last.at() ? at : Long.MAX_VALUE;
    }

    private long limit() {
        int stage = plan.stage(draft.stage);
        if (stage < 0 || draft.closed()) {
            return Long.MAX_VALUE;
        }
        var limit = definition.stages().get(stage).limit();
        return limit == null ? Long.MAX_VALUE : draft.entered.at() + Spans.micros(limit);
    }

    /** Looks at every instant up to this one at which time alone can change something, one after the other. */
    void passTime(long now) {
        for (long next = next(); next <= now; next = next()) {
            before = here;
            here = new Mark(next, 0, 0);
            draft.timeAt = next;
            if (next == limit() && draft.stage != null) {
                decide(new Decision.LimitPassed(draft.stage, next));
            }
            rules();
        }
    }

    void take(Signal x) {
        passTime(x.at());
        before = draft.last;
        here = new Mark(x.at(), x.id().getMostSignificantBits(), x.id().getLeastSignificantBits());
        draft.last = here;
        if (!x.human()) {
            return;
        }
        draft.count++;
        boolean changed = false;
        if (!x.traits().isEmpty() && learn(x.traits())) {
            traitsChanged = true;
            changed = true;
        }
        if (!draft.told && x.kind().equals("identified")) {
            draft.told = true;
            traitsChanged = true;
            changed = true;
        }
        Plan.Touch touch = plan.byKind.get(x.kind());
        if (touch != null) {
            changed |= touch(touch, x.subject());
        }
        if (traitsChanged) {
            draft.fit = fit();
        }
        switch (x.kind()) {
            case "stage_recorded" -> changed |= recorded(x);
            case "stage_set" -> changed |= set(x);
            default -> {}
        }
        if (changed) {
            rules();
        }
    }

    private boolean touch(Plan.Touch touch, String subject) {
        boolean touched = false;
        for (int i = 0; i < touch.counters().length; i++) {
            if (touch.patterns()[i].matches(subject)) {
                int counter = touch.counters()[i];
                long[][] counters = draft.counters.clone();
                counters[counter] = Counter.append(counters[counter], plan.keep[counter], here);
                draft.counters = counters;
                touched = true;
            }
        }
        for (int i = 0; i < touch.rules().length; i++) {
            if (touch.rulePatterns()[i].matches(subject)) {
                touched |= earn(touch.rules()[i]);
            }
        }
        return touched;
    }

    private boolean earn(int rule) {
        var written = definition.engagement().rules().get(rule);
        Earned before = draft.earned[rule];
        var cap = written.cap();
        long at = here.at();
        if (cap != null && Counter.has(before.latest(), cap.times(), at - Spans.micros(cap.per()), Mark.START)) {
            return false;
        }
        Earned[] earned = draft.earned.clone();
        earned[rule] = new Earned(
                Standing.decayed(before.value(), before.at(), at, draft.halfLife) + written.points(),
                at,
                before.count() + 1,
                Counter.append(before.latest(), plan.keepEarned[rule], here));
        draft.earned = earned;
        draft.total = draft.engagement(at) + written.points();
        draft.totalAt = at;
        return true;
    }

    /** Keeps only what the definition reads, so that a standing stays small whatever a form asks for. */
    private boolean learn(Map<String, Object> told) {
        Map<String, Object> next = null;
        for (var entry : told.entrySet()) {
            String name = entry.getKey();
            if (!plan.traits.contains(name)) {
                continue;
            }
            Object value = Traits.kept(entry.getValue());
            if (java.util.Objects.equals(value, draft.traits.get(name))) {
                continue;
            }
            if (next == null) {
                next = new TreeMap<>(draft.traits);
            }
            if (value == null) {
                next.remove(name);
            } else {
                next.put(name, value);
            }
        }
        if (next == null) {
            return false;
        }
        draft.traits = next;
        return true;
    }

    private int fit() {
        int fit = 0;
        for (var rule : definition.fit()) {
            if (plan.check(rule.when()).holds(draft, here.at(), Mark.START)) {
                fit += rule.points();
            }
        }
        return fit;
    }

    private void rules() {
        reinstate();
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
        traitsChanged = false;
    }

    private void reinstate() {
        if (draft.outcome != Outcome.DISQUALIFIED || !draft.liftable || !traitsChanged || unfit()) {
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
        for (var rule : definition.disqualify()) {
            if (readsTraits(rule.when()) && holds(rule.when(), Mark.START)) {
                return true;
            }
        }
        return false;
    }

    private static boolean readsTraits(Criterion c) {
        return c instanceof Criterion.OfTrait || Plan.parts(c).stream().anyMatch(Step::readsTraits);
    }

    private static boolean readsSignals(Criterion c) {
        return c instanceof Criterion.Happened || Plan.parts(c).stream().anyMatch(Step::readsSignals);
    }

    private void disqualify() {
        if (draft.outcome != Outcome.ACTIVE) {
            return;
        }
        for (var rule : definition.disqualify()) {
            if (holds(rule.when(), draft.turned)) {
                List<Reason> because = because(rule.when(), draft.turned, rule.line());
                close(Outcome.DISQUALIFIED, rule.reason(), readsTraits(rule.when()));
                decide(new Decision.Disqualified(rule.reason(), here.at(), because));
                return;
            }
        }
    }

    private void lose() {
        if (draft.outcome != Outcome.ACTIVE) {
            return;
        }
        for (var rule : definition.lost()) {
            if (holds(rule.when(), draft.turned)) {
                List<Reason> because = because(rule.when(), draft.turned, rule.line());
                close(Outcome.LOST, rule.reason(), false);
                decide(new Decision.Lost(rule.reason(), here.at(), because));
                return;
            }
        }
    }

    /** Back into the first stage whose gate passes; a won deal is a fact and opens a retain stage by itself. */
    private void reenter() {
        boolean again = holds(definition.reenter(), draft.turned) && !unfit();
        List<Stage> stages = definition.stages();
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            boolean won = stage.layer() == Layer.RETAIN && readsSignals(stage.enter());
            if ((again || won) && holds(stage.enter(), again ? before : draft.turned)) {
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
        draft.outcome = Outcome.ACTIVE;
        draft.reason = "";
        draft.outcomeSince = here.at();
        draft.liftable = false;
        draft.turned = before;
        draft.gatesAfter = before;
    }

    private void close(Outcome outcome, String reason, boolean liftable) {
        draft.outcome = outcome;
        draft.reason = reason;
        draft.outcomeSince = here.at();
        draft.liftable = liftable;
        draft.turned = here;
    }

    private void flags() {
        for (var flag : definition.flags()) {
            if (!draft.flagged(flag.id()) && holds(flag.when(), draft.turned)) {
                Standing.Raised[] flags = Arrays.copyOf(draft.flags, draft.flags.length + 1);
                flags[flags.length - 1] = new Standing.Raised(flag.id(), here.at());
                decide(new Decision.Flagged(flag.id(), here.at(), because(flag.when(), draft.turned, flag.line())));
                draft.flags = flags;
            }
        }
    }

    private boolean exit() {
        int from = plan.stage(draft.stage);
        if (from < 0) {
            return false;
        }
        for (var exit : definition.stages().get(from).exit()) {
            if (!holds(exit.when(), draft.entered)) {
                continue;
            }
            List<Reason> because = because(exit.when(), draft.entered, exit.line());
            switch (exit.to()) {
                case "lost" -> {
                    close(Outcome.LOST, exit.reason(), false);
                    decide(new Decision.Lost(exit.reason(), here.at(), because));
                }
                case "disqualified" -> {
                    close(Outcome.DISQUALIFIED, exit.reason(), false);
                    decide(new Decision.Disqualified(exit.reason(), here.at(), because));
                }
                default -> back(plan.stage(exit.to()), because);
            }
            return true;
        }
        return false;
    }

    private void back(int to, List<Reason> because) {
        if (draft.outcome == Outcome.WON && definition.stages().get(to).layer() != Layer.RETAIN) {
            draft.outcome = Outcome.ACTIVE;
            draft.outcomeSince = here.at();
            draft.turned = here;
        }
        draft.gatesAfter = here;
        enter(to, Move.BACK, because);
    }

    /** The nearest later stage whose gate passes, until none does. */
    private boolean forward() {
        boolean moved = false;
        List<Stage> stages = definition.stages();
        int from = plan.stage(draft.stage);
        for (int i = from + 1; i < stages.size(); i++) {
            Criterion gate = stages.get(i).enter();
            if (holds(gate, draft.gatesAfter)) {
                List<Reason> because =
                        because(gate, draft.gatesAfter, stages.get(i).line());
                enter(i, i == from + 1 ? Move.FORWARD : Move.SKIP, because);
                from = i;
                moved = true;
            }
        }
        return moved;
    }

    private boolean recorded(Signal x) {
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

    private boolean set(Signal x) {
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

    private List<Reason> told(Signal x) {
        return List.of(new Reason(x.kind().replace('_', ' ') + " " + x.subject(), List.of(x.id()), 0));
    }

    private void enter(int to, Move move, List<Reason> because) {
        Stage stage = definition.stages().get(to);
        visit(stage, move, because);
        draft.stage = stage.id();
        draft.entered = here;
        if (stage.layer() == Layer.RETAIN && draft.outcome != Outcome.WON) {
            close(Outcome.WON, "", false);
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

    private boolean holds(Criterion c, Mark after) {
        return plan.check(c).holds(draft, here.at(), after);
    }

    private List<Reason> because(Criterion c, Mark after, int line) {
        return new Account(plan, draft, here.at(), after).reasons(c, line);
    }

    private List<UUID> thisSignal() {
        return List.of(new UUID(here.high(), here.low()));
    }

    private void decide(Decision decision) {
        if (decisions.isEmpty()) {
            decisions = new ArrayList<>(2);
        }
        decisions.add(decision);
    }
}
