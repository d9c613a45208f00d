package dev.sluice.form.held;

import java.util.Locale;

/** Why a submission looks like a bot's. */
public enum HoldReason {
    USER_AGENT("The browser says it is a bot or sends no name"),
    HONEYPOT("A field that people don't see was filled in"),
    TOO_FAST("Sent less than two seconds after the form opened"),
    NO_PAGE("Sent without opening the form first"),
    OLD_PAGE("The form had been open for more than a day"),
    SENT_TOO_OFTEN("One open form sent many different answers");

    private final String text;

    HoldReason(String text) {
        this.text = text;
    }

    /** As pages say it. */
    public String text() {
        return text;
    }

    /** As the API and the database say it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
