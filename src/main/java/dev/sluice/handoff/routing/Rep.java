package dev.sluice.handoff.routing;

import dev.sluice.workhours.WorkCalendar;
import org.jspecify.annotations.Nullable;

/**
 * A user to whom routing can give a lead, at one instant.
 *
 * @param turn the position in the team's round robin; the lowest is next
 * @param capacity the most open leads; null is without limit
 * @param absent whether the date at the instant, where they are, is one of their absences
 * @param cover the user who gets their leads while they are absent
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
