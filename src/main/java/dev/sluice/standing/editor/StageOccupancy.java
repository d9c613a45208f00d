package dev.sluice.standing.editor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The people of one stage.
 *
 * @param reached how many ever reached it, of whom {@code converted} reached a later one
 * @param here how many are in it now, half of them since {@code medianSince}; null where there is no one
 */
record StageOccupancy(
        long reached, long converted, long here, @Nullable Instant medianSince) {}
