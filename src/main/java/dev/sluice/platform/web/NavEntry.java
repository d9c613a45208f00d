package dev.sluice.platform.web;

/**
 * One entry of the left rail, contributed as a bean by the module that owns the page.
 *
 * @param order its place from the top: below 60 the pages of daily work, from 60 on those for setting things up
 */
public record NavEntry(int order, String section, String label, String href, String icon) {
    private static final int SETUP = 60;

    boolean isSetup() {
        return order >= SETUP;
    }
}
