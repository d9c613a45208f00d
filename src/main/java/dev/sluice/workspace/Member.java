package dev.sluice.workspace;

/** The signed-in user in the workspace they look at; a controller's argument, read anew with every request. */
public record Member(int workspace, int user, String name, String email, Role role, Team team) {}
