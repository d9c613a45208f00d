package dev.sluice.handoff;

/** A part of Today above the leads, contributed as a bean by a module to the right and loaded with the page. */
public interface TodayPart {
    /** Its place from the top. */
    int order();

    /**
     * The path of the fragment that fills it; an empty one shows nothing.
     *
     * @param whose {@code mine} or {@code all}
     */
    String fragment(String whose);
}
