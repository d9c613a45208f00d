package dev.sluice.workspace;

import java.util.Locale;

/** The kinds of action that the audit log keeps, by which it is filtered. */
public enum AuditKind {
    /** Signing in and out, failures, and what users do with their passwords and second factors. */
    SIGN_IN("Sign-ins"),
    /** Users, roles, teams and invitations. */
    ACCESS("Users and roles"),
    /** API keys and write keys, and how often they were used. */
    KEY("Keys"),
    /** Files that left Sluice. */
    EXPORT("Exports"),
    /** Personal data that was read in bulk, such as the mailbox. */
    READ("Reads"),
    MERGE("Merges"),
    ERASURE("Erasures"),
    /** Everything else that a user changed. */
    CHANGE("Settings");

    private final String label;

    AuditKind(String label) {
        this.label = label;
    }

    /** The name on screens. */
    public String label() {
        return label;
    }

    /** The name in files and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
