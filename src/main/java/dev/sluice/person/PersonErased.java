package dev.sluice.person;

import java.util.List;
import java.util.stream.Stream;

/**
 * Published in the transaction of an erasure: whoever keeps anything of these people removes it there.
 *
 * @param addresses the normal e-mail addresses that were theirs, for those who keep addresses and no numbers
 * @param names what they were called, for those who keep texts
 * @param identities by what other systems and browsers knew them, addresses included
 */
public record PersonErased(
        int workspace, List<Long> persons, List<String> addresses, List<String> names, List<String> identities) {
    /** What is cleared from texts that others wrote: the addresses, and names of at least two words. */
    public List<String> mentions() {
        return Stream.concat(
                        addresses.stream(), names.stream().map(String::strip).filter(name -> name.contains(" ")))
                .toList();
    }
}
