package dev.sluice.funnel;

import dev.sluice.funnel.Vocabulary.KindMeaning;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Set;

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

    /** Applies the rules at every instant up to this one at which time alone can change something. */
    void passTime(long now) {
        for (long next = next(); next <= now; next = next()) {
            rules.moveTo(new LogPosition(next, 0, 0));
            draft.timeAt = next;
            if (next == limit() && draft.stage != null) {
                rules.decide(new Decision.LimitPassed(draft.stage, next));
            }
            rules.apply(false);
        }
    }

    void apply(FoldSignal x) {
        passTime(x.at());
        LogPosition here = new LogPosition(x.at(), x.id().getMostSignificantBits(), x.id().getLeastSignificantBits());
        rules.moveTo(here);
        draft.last = here;
        if (!x.human()) {
            return;
        }
        draft.count++;
        boolean traitsChanged = !x.traits().isEmpty() && draft.learn(x.traits(), plan.traits);
        Set<KindMeaning> meanings = definition.vocabulary().meanings(x.kind());
        if (!draft.identified && meanings.contains(KindMeaning.IDENTIFIES)) {
            draft.identified = true;
            traitsChanged = true;
        }
        if (traitsChanged) {
            draft.fit = fit();
        }
        boolean touched = traitsChanged;
        SignalIndex.Touch touch = plan.byKind.get(x.kind());
        if (touch != null) {
            touched |=
                    SignalCounting.count(plan, draft, touch, x.subject(), here, meanings.contains(KindMeaning.VISIT));
        }
        if (meanings.contains(KindMeaning.RECORDS_STAGE)) {
            touched |= rules.recorded(x);
        } else if (meanings.contains(KindMeaning.SETS_STAGE)) {
            touched |= rules.set(x);
        }
        if (touched) {
            rules.apply(traitsChanged);
        }
    }

    private int fit() {
        int fit = 0;
        for (int i = 0; i < plan.fit.length; i++) {
            if (plan.fit[i].holds(draft, rules.now(), LogPosition.START)) {
                fit += definition.fit().get(i).points();
            }
        }
        return fit;
    }
}
