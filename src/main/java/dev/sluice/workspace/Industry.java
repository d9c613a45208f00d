package dev.sluice.workspace;

import java.util.Locale;

/** What a business sells, as its owner says when the workspace is made: it decides which texts a workspace starts with. */
public enum Industry {
    OTHER("Something else, to businesses"),
    MANAGED_IT("IT services for other companies"),
    SOFTWARE("Software by subscription");

    private final String label;

    Industry(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** As in forms of pages. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
