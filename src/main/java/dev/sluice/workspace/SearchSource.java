package dev.sluice.workspace;

import java.util.List;

/** What a module adds to the search of Ctrl+K, contributed as a bean. */
public interface SearchSource {
    /**
     * Something found.
     *
     * @param note what it is, or what tells it from others of that name
     */
    record SearchHit(String label, String note, String href) {}

    /** Its place among the results, the smallest first. */
    int order();

    /** At most so many whose name contains the text, which has two characters or more. */
    List<SearchHit> find(int workspace, String text, int limit);
}
