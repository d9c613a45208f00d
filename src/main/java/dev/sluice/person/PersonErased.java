package dev.sluice.person;

import java.util.List;

/** Published in the transaction of an erasure: whoever keeps anything of these people removes it there. */
public record PersonErased(int workspace, List<Long> persons) {}
