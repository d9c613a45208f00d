package dev.sluice.funnel;

import dev.sluice.funnel.Explanation.ConditionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Explains a criterion at one instant of one person: whether it is met, how far, and by which signals. */
public final class CriterionExplainer {

    private final CompiledDefinition plan;
    private final StandingBuilder draft;
    private final long now;
    private final LogPosition after;

    public CriterionExplainer(CompiledDefinition plan, StandingBuilder draft, long now, LogPosition after) {
        this.plan = plan;
        this.draft = draft;
        this.now = now;
        this.after = after;
    }

    /** The reasons why a met criterion is met. */
    List<Reason> reasons(Criterion c, int line) {
        List<Reason> reasons = new ArrayList<>();
        collect(c, line, reasons);
        return List.copyOf(reasons);
    }

    private void collect(Criterion c, int line, List<Reason> reasons) {
        switch (c) {
            case Criterion.All all -> all.parts().forEach(part -> collect(part, line, reasons));
            case Criterion.Any any -> {
                for (Criterion part : any.parts()) {
                    if (met(part)) {
                        collect(part, line, reasons);
                    }
                }
            }
            case Criterion.None none -> reasons.add(new Reason(none.text(), List.of(), line));
            case Criterion.OfTrait test -> reasons.add(new Reason(test.text() + knownAs(test), List.of(), line));
            case Criterion.Happened h -> reasons.add(new Reason(h.text(), ids(evidence(h)), line));
            case Criterion.FitAtLeast fit ->
                reasons.add(new Reason(fit.text() + " (" + draft.fit + ")", List.of(), line));
            case Criterion.EngagementAtLeast e ->
                reasons.add(new Reason(e.text() + " (" + shown(draft.engagement(now)) + ")", earners(), line));
            case Criterion.HasFlag _, Criterion.InStage _, Criterion.Reached _, Criterion.Identified _ ->
                reasons.add(new Reason(c.text(), List.of(), line));
        }
    }

    /** How far a criterion is met, part by part. */
    ConditionResult part(Criterion c) {
        List<ConditionResult> parts = c.parts().stream().map(this::part).toList();
        List<UUID> signals = c instanceof Criterion.Happened h ? ids(evidence(h)) : List.of();
        return new ConditionResult(c.text(), met(c), progress(c, parts), signals, parts);
    }

    public boolean met(Criterion c) {
        return plan.check(c).holds(draft, now, after);
    }

    private String progress(Criterion c, List<ConditionResult> parts) {
        return switch (c) {
            case Criterion.All _ -> count(parts) + " of " + parts.size();
            case Criterion.Any _ -> count(parts) + " of " + parts.size() + ", one is enough";
            case Criterion.None _ -> count(parts) + " of " + parts.size() + ", none may be";
            case Criterion.OfTrait test -> {
                String value = value(test);
                yield value.isEmpty() ? "unknown" : value;
            }
            case Criterion.Happened h ->
                Math.min(h.times(), evidence(h).length / RecentSignals.WIDTH) + " of " + h.times()
                        + (h.within() == null ? "" : " within " + Durations.print(h.within()));
            case Criterion.FitAtLeast fit -> "fit " + draft.fit + " of " + limit(fit.atLeast(), fit.atMost());
            case Criterion.EngagementAtLeast e ->
                "engagement " + shown(draft.engagement(now)) + " of " + limit(e.atLeast(), e.atMost());
            case Criterion.HasFlag flagged -> draft.flagged(flagged.flag()) ? "flagged" : "not flagged";
            case Criterion.InStage _ -> draft.stage == null ? "visitor" : draft.stage;
            case Criterion.Reached reached -> draft.reached(reached.stage()) ? "reached" : "not reached";
            case Criterion.Identified _ -> draft.identified() ? "identified" : "not identified";
        };
    }

    private static long count(List<ConditionResult> parts) {
        return parts.stream().filter(ConditionResult::met).count();
    }

    private static String limit(double atLeast, double atMost) {
        return Double.isInfinite(atLeast) ? "at most " + Criterion.number(atMost) : Criterion.number(atLeast);
    }

    /** The trait values that a criterion reads, "" when none is known. */
    String value(Criterion c) {
        if (c instanceof Criterion.OfTrait test) {
            return TraitValues.text(draft.traits.get(test.trait()));
        }
        return String.join(
                ", ",
                c.parts().stream()
                        .map(this::value)
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .toList());
    }

    private String knownAs(Criterion.OfTrait test) {
        String value = value(test);
        return value.isEmpty() ? "" : " (" + value + ")";
    }

    private long[] evidence(Criterion.Happened h) {
        long laterThan = h.within() == null ? Long.MIN_VALUE : now - Durations.micros(h.within());
        return RecentSignals.since(draft.counters[plan.counter(h)], laterThan, after);
    }

    private List<UUID> earners() {
        List<UUID> all = new ArrayList<>();
        for (EarnedPoints earned : draft.earned) {
            all.addAll(ids(earned.latest()));
        }
        return List.copyOf(all);
    }

    static List<UUID> ids(long[] recent) {
        List<UUID> ids = new ArrayList<>(recent.length / RecentSignals.WIDTH);
        for (int i = 0; i < recent.length; i += RecentSignals.WIDTH) {
            ids.add(new UUID(recent[i + 1], recent[i + 2]));
        }
        return ids;
    }

    /** One decimal. */
    public static String shown(double score) {
        return Criterion.number(Math.round(score * 10) / 10.0);
    }
}
