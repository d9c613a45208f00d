package dev.sluice.workhours;

import org.jspecify.annotations.Nullable;

/**
 * Published in the transaction that changes when people work.
 *
 * @param user whose hours or absences; null for everyone's, by a holiday
 */
public record AvailabilityChanged(int workspace, @Nullable Integer user) {}
