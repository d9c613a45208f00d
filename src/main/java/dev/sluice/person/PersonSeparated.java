package dev.sluice.person;

import java.util.List;

/**
 * A merge was undone: the records that were part of a person are a person of their own again.
 *
 * @param person who they were part of
 * @param separate the person that they are now
 * @param records their numbers
 * @param addresses their email addresses: what came from or went to one of these meanwhile is theirs
 */
public record PersonSeparated(int workspace, long person, long separate, List<Long> records, List<String> addresses) {}
