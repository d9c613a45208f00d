package dev.sluice.inbox.classification;

import java.util.Locale;

/** By what a message was told; the sentence is shown beside it. */
public enum ClassificationRule {
    UNREADABLE("It was built so that reading it through would cost too much"),
    FEEDBACK_REPORT("A provider's report of a complaint (RFC 5965)"),
    COMPLAINT_FORWARDED("A provider forwards what its user called unwanted"),
    OTHER_FEEDBACK("A provider's report, but not of a complaint"),
    DELIVERY_STATUS("A delivery status with fields (RFC 3464)"),
    DELIVERED("A delivery status that says the mail arrived"),
    FAILED_RECIPIENTS("Its header names the recipients that failed"),
    BOUNCE_TEXT("A mail system's words that delivery failed"),
    DAEMON("A mail system wrote it, and not about a delivery of ours"),
    READ_RECEIPT("A receipt that a mail was displayed (RFC 8098)"),
    CALENDAR_ANSWER("A calendar's answer to an invitation"),
    UNSUBSCRIBE_ADDRESS("Sent to the address for unsubscribing"),
    UNSUBSCRIBE_WORDS("Its words ask for no more mail"),
    AUTO_SUBMITTED("Its header Auto-Submitted names a machine (RFC 3834)"),
    AUTO_HEADER("A header that only answering machines set"),
    PRECEDENCE_AUTO_REPLY("Its header Precedence says auto_reply"),
    NO_RETURN_PATH("It came without a sender on its envelope"),
    AUTO_SUBJECT("Its subject begins as answering machines begin theirs"),
    AUTO_WORDS("Its words are an answering machine's, and it quotes nothing"),
    NO_REPLY_ADDRESS("Its sender takes no answers"),
    LIST_MAIL("Mail of a list or of a newsletter"),
    BULK("Mail that says it went to many"),
    ANSWERS("It names the message that it answers"),
    ANSWERING_SUBJECT("Its subject is that of an answer"),
    QUOTING("It quotes what it answers"),
    NEW_MESSAGE("A message that answers nothing"),
    EMPTY("It holds no words at all");

    private final String sentence;

    ClassificationRule(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ClassificationRule of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
