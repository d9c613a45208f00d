package dev.sluice.mail.refusal;

import java.util.Locale;

/** Why an email came back. Only a fault of the recipient's address makes a bounce hard. */
public enum BounceCause {
    ADDRESS("The address does not exist or receives no more mail"),
    FULL("The mailbox has no room"),
    SENDER("The receiver refuses the address or domain that we write from"),
    REPUTATION("The receiver refuses the server or network that our mail comes from"),
    POLICY("The receiver's rules do not let our mail in, or not so much of it"),
    SIZE("The message is too large"),
    CONTENT("The receiver refuses what the message contains"),
    SYSTEM("A mail system on the way has a fault"),
    UNCLEAR("The mail system names no reason that Sluice knows");

    private final String sentence;

    BounceCause(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is about us and our messages rather than about one recipient: others will bounce for it, too. */
    public boolean isOurs() {
        return switch (this) {
            case SENDER, REPUTATION, POLICY, SIZE, CONTENT -> true;
            case ADDRESS, FULL, SYSTEM, UNCLEAR -> false;
        };
    }
}
