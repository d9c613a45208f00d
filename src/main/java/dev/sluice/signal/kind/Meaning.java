package dev.sluice.signal.kind;

import dev.sluice.funnel.Vocabulary;
import org.jspecify.annotations.Nullable;

/** What a kind of signal means to the rest of Sluice, beside that it happened. */
public enum Meaning {
    /** Counts as a first response when a human did it. */
    RESPONSE(null),
    /** The person wrote or asked for something: a person has to answer. */
    ASKS(null),
    /** Asks only when it carries a message in the person's own words. */
    MAY_ASK(null),
    /** Happens without a word to anyone, so that a deal stays quiet. */
    SILENT(null),
    /** Is counted by its own name in the figures of a source. */
    COUNTED(null),
    /** Something that Sluice or a user does to the person; never shown as a machine's noise. */
    OUTGOING(null),
    /** Its traits, the email address included, are what the signal is about. */
    TELLS_TRAITS(null),
    /** Says that a visitor is a known person. */
    IDENTIFIES(Vocabulary.KindMeaning.IDENTIFIES),
    /** Says that the stage in its subject was reached. */
    RECORDS_STAGE(Vocabulary.KindMeaning.RECORDS_STAGE),
    /** Moves the lead to the stage in its subject, either way. */
    SETS_STAGE(Vocabulary.KindMeaning.SETS_STAGE),
    /** Brings a lost lead back where a definition does not say what does. */
    REENTERS(Vocabulary.KindMeaning.REENTERS),
    /** Loses a lead where a definition does not say what does. */
    LOSES(Vocabulary.KindMeaning.LOSES),
    /** Weak evidence: never opens a gate alone. */
    WEAK(Vocabulary.KindMeaning.WEAK),
    /** Easily repeated by a reload: criteria count it once in a visit, which ends after half an hour without it. */
    VISIT(Vocabulary.KindMeaning.VISIT);

    private final Vocabulary.@Nullable KindMeaning inFold;

    Meaning(Vocabulary.@Nullable KindMeaning inFold) {
        this.inFold = inFold;
    }

    /** What the fold makes of it; null where the fold does not care. */
    Vocabulary.@Nullable KindMeaning inFold() {
        return inFold;
    }
}
