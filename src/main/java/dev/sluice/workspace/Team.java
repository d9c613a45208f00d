package dev.sluice.workspace;

import java.util.Locale;

/** The team whose part of the funnel a user works on. */
public enum Team {
    MARKETING,
    SALES,
    SUCCESS;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name on screens. */
    public String label() {
        return name().charAt(0) + code().substring(1);
    }

    static Team of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
