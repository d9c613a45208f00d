package dev.sluice.signal;

import dev.sluice.funnel.Vocabulary;
import org.jspecify.annotations.Nullable;

/** What a kind of signal means to the rest of Sluice, beside that it happened. */
public enum Meaning {
    /** Counts as a first response when a human did it. */
    RESPONSE(null),
    /** Happens without a word to anyone, so that a deal stays quiet. */
    SILENT(null),
    /** Is counted by its own name in the figures of a source. */
    COUNTED(null),
    /** Something that Sluice or a user does to the person; never shown as a machine's noise. */
    OUTGOING(null),
    /** Its traits, the email address included, are what the signal is about. */
    TELLS_TRAITS(null),
    /** Says that a visitor is a known person. */
    IDENTIFIES(Vocabulary.Meaning.IDENTIFIES),
    /** Says that the stage in its subject was reached. */
    RECORDS_STAGE(Vocabulary.Meaning.RECORDS_STAGE),
    /** Moves the lead to the stage in its subject, either way. */
    SETS_STAGE(Vocabulary.Meaning.SETS_STAGE),
    /** Brings a lost lead back where a definition does not say what does. */
    REENTERS(Vocabulary.Meaning.REENTERS),
    /** Loses a lead where a definition does not say what does. */
    LOSES(Vocabulary.Meaning.LOSES),
    /** Weak evidence: never opens a gate alone. */
    WEAK(Vocabulary.Meaning.WEAK);

    private final Vocabulary.@Nullable Meaning inFold;

    Meaning(Vocabulary.@Nullable Meaning inFold) {
        this.inFold = inFold;
    }

    /** What the fold makes of it; null where the fold does not care. */
    Vocabulary.@Nullable Meaning inFold() {
        return inFold;
    }
}
