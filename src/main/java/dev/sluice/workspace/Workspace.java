package dev.sluice.workspace;

import java.time.ZoneId;

/** One business's isolated part of Sluice, with the time zone, currency and country of its figures and texts. */
public record Workspace(int id, String name, ZoneId timeZone, String currency, String country) {}
