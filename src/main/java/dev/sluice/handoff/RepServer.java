package dev.sluice.handoff;

import dev.sluice.handoff.CapacitySimulation.Hand;
import dev.sluice.workhours.WorkCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rep as a server of a queue: takes one lead after the other, in working time. */
record RepServer(Hand hand, WorkCalendar calendar) {
    private Duration perLead() {
        return Duration.ofSeconds(Math.max(1, Math.round(3_600 / hand.perHour())));
    }

    /** Leads answered on one of the busier days. */
    double perDay() {
        return hand.perHour() * calendar.day().toMinutes() / 60;
    }

    /** How long each of these leads waits, in working time, when it goes to the rep who can start first. */
    static List<Duration> waits(List<Instant> arrivals, List<RepServer> team) {
        List<Duration> waits = new ArrayList<>();
        if (team.isEmpty()) {
            return waits;
        }
        Instant[] free = new Instant[team.size()];
        Arrays.fill(free, Instant.EPOCH);
        for (Instant arrival : arrivals) {
            int first = 0;
            Instant earliest = Instant.MAX;
            for (int i = 0; i < free.length; i++) {
                Instant from = free[i].isAfter(arrival) ? free[i] : arrival;
                Instant start = team.get(i).calendar().begin(from);
                if (start.isBefore(earliest)) {
                    earliest = start;
                    first = i;
                }
            }
            WorkCalendar calendar = team.get(first).calendar();
            waits.add(calendar.between(arrival, earliest));
            free[first] = calendar.after(earliest, team.get(first).perLead());
        }
        return waits;
    }

    /** That quantile of the waits in seconds; null without any. */
    static @Nullable Double quantile(List<Duration> waits, double share) {
        if (waits.isEmpty()) {
            return null;
        }
        List<Duration> sorted = waits.stream().sorted().toList();
        return (double) sorted.get((int) Math.ceil(share * sorted.size()) - 1).toSeconds();
    }
}
