package dev.sluice.deal.board;

import dev.sluice.platform.TimeFormat;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Workspaces;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Formats times in the time zone of a member's workspace. */
@Component
class MemberTime {
    private final Workspaces workspaces;
    private final InstantSource clock;

    MemberTime(Workspaces workspaces, InstantSource clock) {
        this.workspaces = workspaces;
        this.clock = clock;
    }

    TimeFormat of(Member member) {
        return new TimeFormat(
                clock.instant(), workspaces.get(member.workspace()).timeZone());
    }
}
