package dev.sluice.workspace;

import java.util.Locale;

/** What a user may do in a workspace; each role may do all that those after it may. */
public enum Role {
    OWNER,
    ADMIN,
    MANAGER,
    MEMBER;

    /** Whether this role may do what asks for at least {@code needed}. */
    public boolean covers(Role needed) {
        return ordinal() <= needed.ordinal();
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name on screens. */
    public String label() {
        return name().charAt(0) + code().substring(1);
    }

    static Role of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
