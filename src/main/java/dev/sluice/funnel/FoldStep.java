package dev.sluice.funnel;

import dev.sluice.funnel.Vocabulary.KindMeaning;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** One advance of one person: time up to the signal, then the signal, then the rules in their order. */
public final class FoldStep {

    private final CompiledDefinition plan;
    private final Definition definition;
    private final StandingBuilder draft;
    private final RuleEngine rules;

    public FoldStep(Definition definition, Standing standing) {
        this.definition = definition;
        plan = definition.compiled().plan(definition);
        draft = new StandingBuilder(standing);
        rules = new RuleEngine(plan, draft);
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
        Arrays.fill(draft.counters, RecentSignals.EMPTY);
        draft.earned = new EarnedPoints[plan.keepEarned.length];
        Arrays.fill(draft.earned, EarnedPoints.NOTHING);
        draft.fit = fit();
    }

    FoldResult done() {
        return new FoldResult(new Standing(draft), rules.decisions());
    }

    public StandingBuilder draft() {
        return draft;
    }

    public CompiledDefinition plan() {
        return plan;
    }

    OptionalLong nextChange() {
        long next = next();
        return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
    }

    private long next() {
        if (draft.last == LogPosition.START) {
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
        int stage = draft.closed() ? -1 : plan.stage(draft.stage);
        return stage < 0 || plan.limits[stage] == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : draft.entered.at() + plan.limits[stage];
    }

    /** Looks at every instant up to this one at which time alone can change something, one after the other. */
    void passTime(long now) {
        for (long next = next(); next <= now; next = next()) {
            rules.at(new LogPosition(next, 0, 0));
            draft.timeAt = next;
            if (next == limit() && draft.stage != null) {
                rules.decide(new Decision.LimitPassed(draft.stage, next));
            }
            rules.apply(false);
        }
    }

    void take(FoldSignal x) {
        passTime(x.at());
        LogPosition here = new LogPosition(x.at(), x.id().getMostSignificantBits(), x.id().getLeastSignificantBits());
        rules.at(here);
        draft.last = here;
        if (!x.human()) {
            return;
        }
        draft.count++;
        boolean traitsChanged = !x.traits().isEmpty() && learn(x.traits());
        Set<KindMeaning> meanings = definition.vocabulary().meanings(x.kind());
        if (!draft.told && meanings.contains(KindMeaning.IDENTIFIES)) {
            draft.told = true;
            traitsChanged = true;
        }
        if (traitsChanged) {
            draft.fit = fit();
        }
        boolean changed = traitsChanged;
        CompiledDefinition.Touch touch = plan.byKind.get(x.kind());
        if (touch != null) {
            changed |= touch(touch, x.subject(), here);
        }
        if (meanings.contains(KindMeaning.RECORDS_STAGE)) {
            changed |= rules.recorded(x);
        } else if (meanings.contains(KindMeaning.SETS_STAGE)) {
            changed |= rules.set(x);
        }
        if (changed) {
            rules.apply(traitsChanged);
        }
    }

    private boolean touch(CompiledDefinition.Touch touch, String subject, LogPosition here) {
        boolean touched = false;
        for (int i = 0; i < touch.counters().length; i++) {
            if (touch.patterns()[i].matches(subject)) {
                int counter = touch.counters()[i];
                long[][] counters = draft.counters.clone();
                counters[counter] = RecentSignals.append(counters[counter], plan.keep[counter], here);
                draft.counters = counters;
                touched = true;
            }
        }
        for (int i = 0; i < touch.rules().length; i++) {
            if (touch.rulePatterns()[i].matches(subject)) {
                touched |= earn(touch.rules()[i], here);
            }
        }
        return touched;
    }

    private boolean earn(int rule, LogPosition here) {
        EarnedPoints before = draft.earned[rule];
        int cap = plan.caps[rule];
        int points = plan.points[rule];
        long at = here.at();
        if (cap > 0 && RecentSignals.has(before.latest(), cap, at - plan.capWindows[rule], LogPosition.START)) {
            return false;
        }
        EarnedPoints[] earned = draft.earned.clone();
        earned[rule] = new EarnedPoints(
                Standing.decayed(before.value(), before.at(), at, draft.halfLife) + points,
                at,
                before.count() + 1,
                RecentSignals.append(before.latest(), plan.keepEarned[rule], here));
        draft.earned = earned;
        draft.total = draft.engagement(at) + points;
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
            Object value = TraitValues.kept(entry.getValue());
            if (Objects.equals(value, draft.traits.get(name))) {
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
        for (int i = 0; i < plan.fit.length; i++) {
            if (plan.fit[i].holds(draft, rules.here().at(), LogPosition.START)) {
                fit += definition.fit().get(i).points();
            }
        }
        return fit;
    }
}
