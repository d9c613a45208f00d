package dev.sluice.person;

/**
 * One panel on the right of a person's page, contributed as a bean and loaded when it scrolls into view.
 *
 * @param order its place from the top
 * @param path the last part of the path of the fragment that fills it, behind the person's
 */
public record PersonPanel(int order, String title, String path) {
    public String fragment(long person) {
        return "/people/" + person + "/" + path;
    }
}
