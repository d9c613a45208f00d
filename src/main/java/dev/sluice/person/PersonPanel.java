package dev.sluice.person;

/** One panel on the right of a person's page, contributed as a bean and loaded when it scrolls into view. */
public interface PersonPanel {
    /** Its place from the top. */
    int order();

    String title();

    /** The path of the fragment that fills it. */
    String fragment(int workspace, long person);
}
