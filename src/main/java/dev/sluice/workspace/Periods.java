package dev.sluice.workspace;

import dev.sluice.platform.Period;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Reads periods in the time zone of a workspace. */
@Component
public class Periods {
    private final Workspaces workspaces;
    private final InstantSource clock;

    Periods(Workspaces workspaces, InstantSource clock) {
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** As {@link Period#read(Map, java.time.ZoneId, java.time.Instant)}. */
    public Period read(int workspace, Map<String, String> address) {
        return Period.read(address, workspaces.get(workspace).timeZone(), clock.instant());
    }

    /** The same of parameters that are named one by one. */
    public Period read(int workspace, String period, String from, String to) {
        return read(workspace, Map.of("period", period, "from", from, "to", to));
    }
}
