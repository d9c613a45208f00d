package dev.sluice.signal.kind;

/** Who may record a kind of signal, from anyone to Sluice alone; a caller may record what is declared up to its own level. */
public enum Trust {
    /** Anyone: a browser with the public write key. */
    BROWSER("a browser with the write key"),
    /** A visitor on a form that Sluice hosts, through what that form does. */
    FORM("a hosted form"),
    /** A server with an API key. */
    SERVER("a server with an API key"),
    /** An import that a user started. */
    IMPORT("an import"),
    /** Sluice and its users on its own pages. */
    INTERNAL("Sluice alone");

    private final String text;

    Trust(String text) {
        this.text = text;
    }

    /** As documents and the API name it. */
    public String text() {
        return text;
    }

    /** Whether a caller of this level may record what needs that one. */
    public boolean covers(Trust needed) {
        return compareTo(needed) >= 0;
    }

    /** Whether anyone can send such a signal, in any person's name. */
    public boolean isPublic() {
        return this == BROWSER || this == FORM;
    }
}
