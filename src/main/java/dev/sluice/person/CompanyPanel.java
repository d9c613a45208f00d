package dev.sluice.person;

/**
 * One section of a company's page, contributed as a bean and loaded when it scrolls into view.
 *
 * @param order its place from the top
 * @param path the last part of the path of the fragment that fills it, behind the company's
 */
public record CompanyPanel(int order, String title, String path) {
    public String fragment(long company) {
        return "/companies/" + company + "/" + path;
    }
}
