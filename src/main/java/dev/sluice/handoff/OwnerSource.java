package dev.sluice.handoff;

import java.util.Collection;
import java.util.Map;

/** Owners that a module to the right knows of people who are no leads of sales, such as the owners of their deals. */
public interface OwnerSource {
    /** The owners of those of these people who have one, in the transaction under way. */
    Map<Long, Integer> owners(int workspace, Collection<Long> people);
}
