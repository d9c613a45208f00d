package dev.sluice.people;

import dev.sluice.platform.TimeFormat;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Workspaces;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Makes the format of times for a workspace's pages: relative to now, in its time zone. */
@Component
class TimeFormats {
    private final Workspaces workspaces;
    private final InstantSource clock;

    TimeFormats(Workspaces workspaces, InstantSource clock) {
        this.workspaces = workspaces;
        this.clock = clock;
    }

    TimeFormat of(Member member) {
        return new TimeFormat(
                clock.instant(), workspaces.get(member.workspace()).timeZone());
    }
}
