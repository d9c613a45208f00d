package dev.sluice.workspace;

/**
 * Published in the transaction that creates a workspace, so that modules can lay out what it starts with.
 *
 * @param first whether it is the first of this installation, whose owner has not seen Sluice yet
 * @param industry decides what its first funnel, form and emails are about
 */
public record WorkspaceCreated(int workspace, boolean first, Industry industry) {}
