package dev.sluice.workspace;

import dev.sluice.platform.TimeFormat;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Makes the format in which a workspace's pages show times. */
@Component
public class TimeFormats {
    private final Workspaces workspaces;
    private final InstantSource clock;

    TimeFormats(Workspaces workspaces, InstantSource clock) {
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** In the workspace's time zone, relative to now. */
    public TimeFormat now(int workspace) {
        return new TimeFormat(clock.instant(), workspaces.get(workspace).timeZone());
    }
}
