package dev.sluice.person;

/** One section of a company's page, contributed as a bean and loaded when it scrolls into view. */
public interface CompanyPanel {
    /** Its place from the top. */
    int order();

    String title();

    /** The path of the fragment that fills it. */
    String fragment(long company);
}
