package dev.sluice.people.search;

import dev.sluice.funnel.Standing;
import dev.sluice.platform.Time;
import dev.sluice.standing.DefinitionRun;
import java.time.Instant;

/** Engagement points and the rank that orders by them, which {@link Standing#rank} explains. */
final class EngagementRank {
    private EngagementRank() {}

    /** The rank of somebody who has so many points now. */
    static double rank(double points, DefinitionRun run, Instant now) {
        return points <= 0 ? -Double.MAX_VALUE : Math.log(points) / Math.log(2) + halfLives(run, now);
    }

    /** How many points somebody of that rank has now. */
    static double points(double rank, DefinitionRun run, Instant now) {
        return rank <= Standing.NO_RANK ? 0 : Math.pow(2, rank - halfLives(run, now));
    }

    private static double halfLives(DefinitionRun run, Instant now) {
        double halfLife = run.definition().engagement().halfLife().toNanos() / 1_000.0;
        return halfLife <= 0 ? 0 : Time.micros(now) / halfLife;
    }
}
