package dev.sluice.person;

import java.util.List;

/**
 * Published in the transaction of an erasure: whoever keeps anything of these people removes it there.
 *
 * @param addresses the normal e-mail addresses that were theirs, for those who keep addresses and no numbers
 * @param names what they were called, for those who keep texts
 * @param identities by what other systems and browsers knew them, addresses included
 */
public record PersonErased(
        int workspace, List<Long> persons, List<String> addresses, List<String> names, List<String> identities) {}
