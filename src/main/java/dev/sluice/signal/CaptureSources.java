package dev.sluice.signal;

import java.util.Map;
import java.util.Set;

/** The forms of a workspace, also those that no one has sent yet, so that definitions can be checked against them. */
public interface CaptureSources {
    /** The traits that each open form gives of a person, by its slug. */
    Map<String, Set<String>> forms(int workspace);
}
