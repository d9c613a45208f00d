package dev.sluice.funnel;

import dev.sluice.funnel.Vocabulary.Meaning;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A lead of which some things are settled and others are open, for {@link Proof}. Criteria are answered in three
 * values, with the same tests of traits as the fold has.
 */
final class World {

    /** What may have happened to the lead. */
    enum Evidence {
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
    record Unknown(String what, @Nullable Criterion whole) {}

    /** The value of a trait of which nothing is known, and the stage of a visitor. */
    static final Object NONE = new Object();

    static final String STAGE = "in stage";
    static final String ENGAGEMENT = "engagement";

    private final Definition definition;
    final Map<Unknown, Object> settled = new HashMap<>();

    /** The first open question that was met since it was cleared. */
    @Nullable
    Unknown asked;

    World(Definition definition) {
        this.definition = definition;
    }

    private @Nullable Object ask(Unknown unknown) {
        Object value = settled.get(unknown);
        if (value == null && asked == null) {
            asked = unknown;
        }
        return value;
    }

    Truth holds(Criterion c, Evidence evidence) {
        return switch (c) {
            case Criterion.All all -> all(all.parts(), evidence);
            case Criterion.Any any -> any(any.parts(), evidence);
            case Criterion.None none -> any(none.parts(), evidence).not();
            case Criterion.OfTrait test -> trait(test);
            case Criterion.Happened h -> happened(h, evidence);
            case Criterion.Fit fit -> fit(fit, evidence);
            case Criterion.Engagement e -> engagement(e, evidence);
            case Criterion.Flagged flagged -> flagged(flagged, evidence);
            case Criterion.InStage in -> {
                Object stage = ask(new Unknown(STAGE, null));
                yield stage == null ? Truth.OPEN : Truth.of(in.stages().contains(stage));
            }
            case Criterion.Reached _ -> whole(c);
            case Criterion.Identified identified -> {
                Object email = settled.get(new Unknown("email", null));
                Truth known = email != null && email != NONE ? Truth.YES : whole(new Criterion.Identified(true));
                yield identified.known() ? known : known.not();
            }
        };
    }

    private Truth all(List<Criterion> parts, Evidence evidence) {
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

    private Truth any(List<Criterion> parts, Evidence evidence) {
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
        Object value = ask(new Unknown(test.trait(), null));
        if (value == null) {
            return Truth.OPEN;
        }
        return Truth.of(value != NONE && Traits.test(test, value));
    }

    private Truth whole(Criterion c) {
        Object value = ask(new Unknown(c.text(), c));
        return value == null ? Truth.OPEN : Truth.of(value.equals(true));
    }

    private Truth happened(Criterion.Happened h, Evidence evidence) {
        if (evidence != Evidence.FREE) {
            return Truth.of(
                    evidence == Evidence.OPENS && definition.vocabulary().means(h.kind(), Meaning.WEAK));
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

    private Truth fit(Criterion.Fit fit, Evidence evidence) {
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

    private Truth engagement(Criterion.Engagement e, Evidence evidence) {
        Object value = switch (evidence) {
            case NOTHING -> 0.0;
            case OPENS ->
                Most.engagement(definition, kind -> definition.vocabulary().means(kind, Meaning.WEAK));
            case FREE -> ask(new Unknown(ENGAGEMENT, null));
        };
        return value instanceof Double points ? Truth.of(points >= e.atLeast() && points <= e.atMost()) : Truth.OPEN;
    }

    private Truth flagged(Criterion.Flagged flagged, Evidence evidence) {
        if (evidence != Evidence.FREE) {
            for (var flag : definition.flags()) {
                if (flag.id().equals(flagged.flag()) && !Most.asksFlags(flag.when())) {
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
                traits.put(unknown.what().replace('_', ' '), value == NONE ? " unknown" : " " + Traits.text(value));
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
