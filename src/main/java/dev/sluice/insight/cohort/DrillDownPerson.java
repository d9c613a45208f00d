package dev.sluice.insight.cohort;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person behind a figure.
 *
 * @param begun when they entered the funnel
 * @param reached when they reached the stage of the figure, and {@code next} a later one
 * @param waited seconds until the first response, where the figure is about responses
 */
public record DrillDownPerson(
        long person,
        String name,
        String origin,
        Instant begun,
        @Nullable Instant reached,
        @Nullable Instant next,
        @Nullable Long waited) {}
