package dev.sluice.consent;

import java.util.Locale;

/** Why an address or person may not be written to; the first of several weighs most. */
public enum SuppressionReason {
    ERASED("erased", "Somebody with this address asked to be erased", true),
    SUPPRESSED("suppressed", "On the suppression list", true),
    BOUNCED("bounced", "Mail to this address comes back", true),
    COMPLAINED("complained", "Reported a mail as spam", false),
    UNSUBSCRIBED("unsubscribed", "Wants no more marketing mail", false),
    UNDECIDED("undecided", "May want no more marketing mail: someone has to decide in the inbox", false),
    DECLINED("declined", "Was asked to agree to marketing mail and did not", false),
    NO_CONSENT("no consent", "Has not agreed to marketing mail", false);

    private final String word;
    private final String sentence;
    private final boolean always;

    SuppressionReason(String word, String sentence, boolean always) {
        this.word = word;
        this.sentence = sentence;
        this.always = always;
    }

    /** As stored and as the API writes it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One or two words for a label. */
    public String word() {
        return word;
    }

    /** The reason as a reader understands it. */
    public String sentence() {
        return sentence;
    }

    /** Whether it also keeps answers and one-to-one mail away, not only marketing. */
    public boolean stops(boolean marketing) {
        return always || marketing;
    }

    static SuppressionReason of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
