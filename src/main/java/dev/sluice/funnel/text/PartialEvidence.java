package dev.sluice.funnel.text;

/** What may have happened to the lead. */
enum PartialEvidence {
    /** Anything; each happening is open until it is settled. */
    FREE,
    /** Nothing at all. */
    NOTHING,
    /** Mail was opened, any number of times, and nothing else. */
    OPENS
}
