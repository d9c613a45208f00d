package dev.sluice.platform.web;

import org.jspecify.annotations.Nullable;

/** A note above some pages and on some answers of the API, such as that their figures are not complete yet. */
public interface PageNote {
    /** A request carries the id of its workspace here once it is known who sent it. */
    String WORKSPACE = PageNote.class.getName() + ".workspace";

    /**
     * The note for a page of this workspace; null for none.
     *
     * @param path the path of the address
     */
    @Nullable
    String of(int workspace, String path);
}
