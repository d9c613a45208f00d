package dev.sluice.consent;

import java.util.Set;

/**
 * Published in the transaction in which people or addresses became unreachable, so that what is queued for them
 * is taken back where {@link SendPermissions} refuses it now. An address that begins with "@" stands for every address
 * of that domain; persons are named with everybody merged into them.
 */
public record RecipientsSuppressed(int workspace, Set<String> addresses, Set<Long> persons) {}
