package dev.sluice.consent;

import java.util.Locale;
import java.util.Set;

/** On what ground a workspace sends marketing mail. */
enum LegalBasis {
    ASK("Ask for consent", "Marketing mail goes only to people who have agreed to it."),
    UNTIL_THEY_SAY_NO(
            "Legitimate interest, until they say no",
            "Marketing mail goes to everybody but those who have said no. You must be able to show the interest.");

    /** Where the law lets a business write first and asks only that it stops when told. */
    private static final Set<String> OPT_OUT = Set.of("US");

    private final String label;
    private final String sentence;

    LegalBasis(String label, String sentence) {
        this.label = label;
        this.sentence = sentence;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its name on screens. */
    public String label() {
        return label;
    }

    public String sentence() {
        return sentence;
    }

    /** What stands until a workspace chooses. */
    static LegalBasis usual(String country) {
        return OPT_OUT.contains(country) ? UNTIL_THEY_SAY_NO : ASK;
    }
}
