package dev.sluice.person;

import java.util.List;

/** Published in the transaction of a merge (or of its undoing): whose history changed and must be read again. */
public record PeopleMerged(int workspace, List<Long> survivors, List<Long> merged) {}
