package dev.sluice.signal;

import java.util.Set;

/**
 * Sources through which signals may come though none has come yet, such as a form that no one has sent. A module that
 * offers such sources implements it, so that definitions can be checked against them.
 */
public interface CaptureSources {
    /** The open ones as definitions name them, such as {@code form/demo}. */
    Set<String> names(int workspace);
}
