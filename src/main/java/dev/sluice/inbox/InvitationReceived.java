package dev.sluice.inbox;

/**
 * Published in the transaction that records a mail with an invitation, an answer to one or the end of one in it.
 *
 * @param calendar what came, in the form of RFC 5545 and RFC 6047, by a stranger's hand
 */
public record InvitationReceived(int workspace, long person, String calendar) {}
