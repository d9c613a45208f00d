package dev.sluice.person;

import java.util.List;

/**
 * Published in the transaction of an erasure: whoever keeps anything of these people, or of the addresses that were
 * theirs, removes it there.
 */
public record PersonErased(int workspace, List<Long> persons, List<String> addresses) {}
