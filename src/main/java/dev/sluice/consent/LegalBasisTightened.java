package dev.sluice.consent;

/**
 * Published in the transaction in which a workspace chose a stricter legal basis, so that planned email is taken back
 * where {@link SendPermissions} refuses it now.
 */
public record LegalBasisTightened(int workspace) {}
