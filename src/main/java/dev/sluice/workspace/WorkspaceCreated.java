package dev.sluice.workspace;

/** Published in the transaction that creates a workspace, so that modules can lay out what it starts with. */
public record WorkspaceCreated(int workspace) {}
