package dev.sluice.handoff.routing;

import dev.sluice.workhours.WorkCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to whom routing can give a lead, as they stand at one instant.
 *
 * @param turn the place in the line of the team's round robin; the lowest is next
 * @param capacity how many open leads at most; null is without limit
 * @param absent whether the date at the instant, where they are, is one of their absences
 * @param cover who gets what falls to them while they are absent, a user of the workspace
 */
public record Rep(
        int user,
        String name,
        double turn,
        int weight,
        @Nullable Integer capacity,
        WorkCalendar calendar,
        boolean absent,
        @Nullable Integer cover) {}
