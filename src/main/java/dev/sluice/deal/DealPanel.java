package dev.sluice.deal;

/**
 * One panel on the right of a deal's page, contributed as a bean and loaded when it scrolls into view.
 *
 * @param order its position from the top
 * @param path the last part of the path of the fragment that fills it, after the deal's
 */
public record DealPanel(int order, String title, String path) {
    public String fragment(long deal) {
        return "/deals/" + deal + "/" + path;
    }
}
