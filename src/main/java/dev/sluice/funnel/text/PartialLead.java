package dev.sluice.funnel.text;

import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.TraitValues;
import dev.sluice.funnel.Vocabulary.KindMeaning;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A lead of which some things are settled and others are open, for {@link CounterexampleSearch}. Criteria are answered in three
 * values, with the same tests of traits as the fold has.
 */
final class PartialLead {

    /** What may have happened to the lead. */
    enum PartialEvidence {
        /** Anything; each happening is open until it is settled. */
        FREE,
        /** Nothing at all. */
        NOTHING,
        /** Mail was opened, as often as you like, and nothing else. */
        OPENS
    }

    /** An answer that may still be open. */
    enum Truth {
        YES,
        NO,
        OPEN;

        static Truth of(boolean yes) {
            return yes ? YES : NO;
        }

        Truth not() {
            return this == OPEN ? OPEN : of(this == NO);
        }
    }

    /** What is open and would settle a question: a trait, the stage before, engagement, or a criterion as a whole. */
    record UndecidedLead(String what, @Nullable Criterion whole) {}

    /** The value of a trait of which nothing is known, and the stage of a visitor. */
    static final Object NONE = new Object();

    static final String STAGE = "in stage";
    static final String ENGAGEMENT = "engagement";

    private final Definition definition;
    final Map<UndecidedLead, Object> settled = new HashMap<>();

    /** The first open question that was met since it was cleared. */
    @Nullable
    UndecidedLead asked;

    PartialLead(Definition definition) {
        this.definition = definition;
    }

    private @Nullable Object ask(UndecidedLead unknown) {
        Object value = settled.get(unknown);
        if (value == null && asked == null) {
            asked = unknown;
        }
        return value;
    }

    Truth holds(Criterion c, PartialEvidence evidence) {
        return switch (c) {
            case Criterion.All all -> all(all.parts(), evidence);
            case Criterion.Any any -> any(any.parts(), evidence);
            case Criterion.None none -> any(none.parts(), evidence).not();
            case Criterion.OfTrait test -> trait(test);
            case Criterion.Happened h -> happened(h, evidence);
            case Criterion.FitAtLeast fit -> fit(fit, evidence);
            case Criterion.EngagementAtLeast e -> engagement(e, evidence);
            case Criterion.HasFlag flagged -> flagged(flagged, evidence);
            case Criterion.InStage in -> {
                Object stage = ask(new UndecidedLead(STAGE, null));
                yield stage == null ? Truth.OPEN : Truth.of(in.stages().contains(stage));
            }
            case Criterion.Reached _ -> whole(c);
            case Criterion.Identified identified -> {
                Object email = settled.get(new UndecidedLead("email", null));
                Truth known = email != null && email != NONE ? Truth.YES : whole(new Criterion.Identified(true));
                yield identified.known() ? known : known.not();
            }
        };
    }

    private Truth all(List<Criterion> parts, PartialEvidence evidence) {
        Truth all = Truth.YES;
        for (Criterion part : parts) {
            Truth one = holds(part, evidence);
            if (one == Truth.NO) {
                return Truth.NO;
            }
            all = one == Truth.OPEN ? Truth.OPEN : all;
        }
        return all;
    }

    private Truth any(List<Criterion> parts, PartialEvidence evidence) {
        Truth any = Truth.NO;
        for (Criterion part : parts) {
            Truth one = holds(part, evidence);
            if (one == Truth.YES) {
                return Truth.YES;
            }
            any = one == Truth.OPEN ? Truth.OPEN : any;
        }
        return any;
    }

    private Truth trait(Criterion.OfTrait test) {
        Object value = ask(new UndecidedLead(test.trait(), null));
        if (value == null) {
            return Truth.OPEN;
        }
        return Truth.of(value != NONE && TraitValues.test(test, value));
    }

    private Truth whole(Criterion c) {
        Object value = ask(new UndecidedLead(c.text(), c));
        return value == null ? Truth.OPEN : Truth.of(value.equals(true));
    }

    private Truth happened(Criterion.Happened h, PartialEvidence evidence) {
        if (evidence != PartialEvidence.FREE) {
            return Truth.of(
                    evidence == PartialEvidence.OPENS && definition.vocabulary().means(h.kind(), KindMeaning.WEAK));
        }
        for (var entry : settled.entrySet()) {
            if (entry.getKey().whole() instanceof Criterion.Happened known) {
                if (entry.getValue().equals(true) && implies(known, h)) {
                    return Truth.YES;
                }
                if (entry.getValue().equals(false) && implies(h, known)) {
                    return Truth.NO;
                }
            }
        }
        return whole(h);
    }

    /** Whether what satisfies the one satisfies the other too. */
    private static boolean implies(Criterion.Happened one, Criterion.Happened other) {
        return one.kind().equals(other.kind())
                && (other.pattern().equals("*") || other.pattern().equals(one.pattern()))
                && other.times() <= one.times()
                && (other.within() == null
                        || one.within() != null && other.within().compareTo(one.within()) >= 0);
    }

    private Truth fit(Criterion.FitAtLeast fit, PartialEvidence evidence) {
        int least = 0;
        int most = 0;
        for (var rule : definition.fit()) {
            Truth one = holds(rule.when(), evidence);
            int points = rule.points();
            least += one == Truth.YES || one == Truth.OPEN && points < 0 ? points : 0;
            most += one == Truth.YES || one == Truth.OPEN && points > 0 ? points : 0;
        }
        if (least >= fit.atLeast() && most <= fit.atMost()) {
            return Truth.YES;
        }
        return most < fit.atLeast() || least > fit.atMost() ? Truth.NO : Truth.OPEN;
    }

    private Truth engagement(Criterion.EngagementAtLeast e, PartialEvidence evidence) {
        Object value = switch (evidence) {
            case NOTHING -> 0.0;
            case OPENS ->
                ScoreBounds.engagement(
                        definition, kind -> definition.vocabulary().means(kind, KindMeaning.WEAK));
            case FREE -> ask(new UndecidedLead(ENGAGEMENT, null));
        };
        return value instanceof Double points ? Truth.of(points >= e.atLeast() && points <= e.atMost()) : Truth.OPEN;
    }

    private Truth flagged(Criterion.HasFlag flagged, PartialEvidence evidence) {
        if (evidence != PartialEvidence.FREE) {
            for (var flag : definition.flags()) {
                if (flag.id().equals(flagged.flag()) && !ScoreBounds.asksFlags(flag.when())) {
                    return holds(flag.when(), evidence);
                }
            }
        }
        return whole(flagged);
    }

    /** The lead in words, as far as it is settled. */
    String lead() {
        Map<String, String> traits = new TreeMap<>();
        settled.forEach((unknown, value) -> {
            if (unknown.whole() != null) {
                if (value.equals(true)) {
                    traits.put(unknown.what(), "");
                }
            } else if (!unknown.what().equals(ENGAGEMENT) && !(unknown.what().equals(STAGE) && value == NONE)) {
                traits.put(
                        unknown.what().replace('_', ' '), value == NONE ? " unknown" : " " + TraitValues.text(value));
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
