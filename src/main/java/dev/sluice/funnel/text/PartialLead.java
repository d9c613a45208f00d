package dev.sluice.funnel.text;

import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.TraitValues;
import dev.sluice.funnel.Vocabulary.KindMeaning;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A lead of which some things are settled and others are open, for {@link CounterexampleSearch}. Criteria are
 * answered in three values, with the same tests of traits as the fold has.
 */
final class PartialLead {

    /** An open question: a trait, the stage before, engagement, or the answer of a whole criterion. */
    record UndecidedLead(String name, @Nullable Criterion criterion) {}

    /** The value of an unknown trait, and the stage of a visitor. */
    static final Object NONE = new Object();

    static final String STAGE = "in stage";
    static final String ENGAGEMENT = "engagement";

    private final Definition definition;
    final Map<UndecidedLead, Object> settled = new HashMap<>();

    /** The first question that was open since this was cleared. */
    @Nullable
    UndecidedLead open;

    PartialLead(Definition definition) {
        this.definition = definition;
    }

    private @Nullable Object valueOf(UndecidedLead unknown) {
        Object value = settled.get(unknown);
        if (value == null && open == null) {
            open = unknown;
        }
        return value;
    }

    Truth holds(Criterion c, PartialEvidence evidence) {
        return switch (c) {
            case Criterion.All all -> Truth.all(all.parts(), part -> holds(part, evidence));
            case Criterion.Any any -> Truth.any(any.parts(), part -> holds(part, evidence));
            case Criterion.None none ->
                Truth.any(none.parts(), part -> holds(part, evidence)).not();
            case Criterion.OfTrait test -> trait(test);
            case Criterion.Happened h -> happened(h, evidence);
            case Criterion.FitAtLeast fit -> fit(fit, evidence);
            case Criterion.EngagementAtLeast e -> engagement(e, evidence);
            case Criterion.HasFlag flagged -> flagged(flagged, evidence);
            case Criterion.InStage in -> {
                Object stage = valueOf(new UndecidedLead(STAGE, null));
                yield stage == null ? Truth.OPEN : Truth.of(in.stages().contains(stage));
            }
            case Criterion.Reached _ -> criterion(c);
            case Criterion.Identified identified -> {
                Object email = settled.get(new UndecidedLead("email", null));
                Truth known = email != null && email != NONE ? Truth.YES : criterion(new Criterion.Identified(true));
                yield identified.known() ? known : known.not();
            }
        };
    }

    private Truth trait(Criterion.OfTrait test) {
        Object value = valueOf(new UndecidedLead(test.trait(), null));
        if (value == null) {
            return Truth.OPEN;
        }
        return Truth.of(value != NONE && TraitValues.test(test, value));
    }

    private Truth criterion(Criterion c) {
        Object value = valueOf(new UndecidedLead(c.text(), c));
        return value == null ? Truth.OPEN : Truth.of(value.equals(true));
    }

    private Truth happened(Criterion.Happened h, PartialEvidence evidence) {
        if (evidence != PartialEvidence.FREE) {
            return Truth.of(
                    evidence == PartialEvidence.OPENS && definition.vocabulary().means(h.kind(), KindMeaning.WEAK));
        }
        for (var entry : settled.entrySet()) {
            if (entry.getKey().criterion() instanceof Criterion.Happened other) {
                if (entry.getValue().equals(true) && implies(other, h)) {
                    return Truth.YES;
                }
                if (entry.getValue().equals(false) && implies(h, other)) {
                    return Truth.NO;
                }
            }
        }
        return criterion(h);
    }

    /** Whether every lead that meets the first meets the second. */
    private static boolean implies(Criterion.Happened some, Criterion.Happened other) {
        return some.kind().equals(other.kind())
                && (other.pattern().equals("*") || other.pattern().equals(some.pattern()))
                && other.times() <= some.times()
                && (other.within() == null
                        || some.within() != null && other.within().compareTo(some.within()) >= 0);
    }

    private Truth fit(Criterion.FitAtLeast fit, PartialEvidence evidence) {
        int min = 0;
        int max = 0;
        for (var rule : definition.fit()) {
            Truth matched = holds(rule.when(), evidence);
            int points = rule.points();
            min += matched == Truth.YES || matched == Truth.OPEN && points < 0 ? points : 0;
            max += matched == Truth.YES || matched == Truth.OPEN && points > 0 ? points : 0;
        }
        if (min >= fit.atLeast() && max <= fit.atMost()) {
            return Truth.YES;
        }
        return max < fit.atLeast() || min > fit.atMost() ? Truth.NO : Truth.OPEN;
    }

    private Truth engagement(Criterion.EngagementAtLeast e, PartialEvidence evidence) {
        Object value = switch (evidence) {
            case NOTHING -> 0.0;
            case OPENS ->
                ScoreBounds.engagement(
                        definition, kind -> definition.vocabulary().means(kind, KindMeaning.WEAK));
            case FREE -> valueOf(new UndecidedLead(ENGAGEMENT, null));
        };
        return value instanceof Double points ? Truth.of(points >= e.atLeast() && points <= e.atMost()) : Truth.OPEN;
    }

    private Truth flagged(Criterion.HasFlag flagged, PartialEvidence evidence) {
        if (evidence != PartialEvidence.FREE) {
            for (var flag : definition.flags()) {
                if (flag.id().equals(flagged.flag()) && !ScoreBounds.readsFlags(flag.when())) {
                    return holds(flag.when(), evidence);
                }
            }
        }
        return criterion(flagged);
    }

    /** The lead as text, as far as it is settled. */
    String text() {
        Map<String, String> traits = new TreeMap<>();
        settled.forEach((unknown, value) -> {
            if (unknown.criterion() != null) {
                if (value.equals(true)) {
                    traits.put(unknown.name(), "");
                }
            } else if (!unknown.name().equals(ENGAGEMENT) && !(unknown.name().equals(STAGE) && value == NONE)) {
                traits.put(
                        unknown.name().replace('_', ' '), value == NONE ? " unknown" : " " + TraitValues.text(value));
            }
        });
        StringBuilder lead = new StringBuilder("a lead");
        String join = " with ";
        for (var trait : traits.entrySet()) {
            lead.append(join).append(trait.getKey()).append(trait.getValue());
            join = ", ";
        }
        return lead.toString();
    }
}
