package dev.sluice.handoff.report;

import dev.sluice.platform.BadInput;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import org.springframework.stereotype.Component;

/** Reads the period that a page or a caller of the API requests. */
@Component
class HandoffPeriods {
    private static final int MAX_DAYS = 3_660;
    private static final Duration DEFAULT = Duration.ofDays(90);

    private final Workspaces workspaces;
    private final InstantSource clock;

    HandoffPeriods(Workspaces workspaces, InstantSource clock) {
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** The last days until now: one day to ten years. */
    HandoffPeriod last(int workspace, int days) {
        Instant now = clock.instant();
        Duration length = Duration.ofDays(Math.clamp(days, 1, MAX_DAYS));
        return new HandoffPeriod(workspaces.get(workspace).timeZone(), now.minus(length), now);
    }

    /**
     * Between two instants as text.
     *
     * @param from ninety days before the end for ""
     * @param to now for ""
     */
    HandoffPeriod between(int workspace, String from, String to) {
        Instant end = to.isEmpty() ? clock.instant() : instant("to", to);
        Instant start = from.isEmpty() ? end.minus(DEFAULT) : instant("from", from);
        return new HandoffPeriod(workspaces.get(workspace).timeZone(), start, end);
    }

    /** An instant that a caller sent. */
    static Instant instant(String field, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw new BadInput(field, "Send an ISO 8601 instant like 2026-11-30T09:00:00Z.");
        }
    }
}
