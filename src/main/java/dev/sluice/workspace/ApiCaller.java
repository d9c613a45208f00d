package dev.sluice.workspace;

import java.util.Set;

/** The API key of a call to /api/v1; a controller's argument. */
public record ApiCaller(int workspace, int key, Set<Scope> scopes) {}
