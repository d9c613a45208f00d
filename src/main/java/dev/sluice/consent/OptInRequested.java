package dev.sluice.consent;

/**
 * Published in the transaction in which somebody ticked the consent of a form with double opt-in: a mail to that
 * address should bring the link on which they confirm.
 */
public record OptInRequested(int workspace, long person, String address, String form, String confirmUrl) {}
