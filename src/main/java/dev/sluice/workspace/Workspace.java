package dev.sluice.workspace;

import java.time.ZoneId;

/** One business's walled-off part of Sluice, with what its figures and texts are shown in. */
public record Workspace(int id, String name, ZoneId timeZone, String currency, String country) {}
