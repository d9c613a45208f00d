package dev.sluice.sample;

import dev.sluice.handoff.TeamProvisioning;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.standing.Standings;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.Users;
import dev.sluice.workspace.Workspaces;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** The sample workspace for tests, made when the first of them asks. */
@Component
public class TestSample {
    public static final String EMAIL = SampleWorkspace.OWNER.email();
    public static final String PASSWORD = SampleWorkspace.OWNER.password();

    /** The firm's people, whom the application makes only where the sample is asked for. */
    @Component
    static class Team extends SampleTeam {
        Team(Workspaces workspaces, Users users, Members members, TeamProvisioning teams) {
            super(workspaces, users, members, teams);
        }
    }

    private final SampleWorkspace sample;
    private int workspace;

    TestSample(
            Team team,
            Signals signals,
            Sources sources,
            Standings standings,
            SampleSetup setup,
            Tenancy tenancy,
            InstantSource clock) {
        this.sample = new SampleWorkspace(signals, sources, standings, setup, team, tenancy, clock);
    }

    /** Its number. */
    public synchronized int workspace() throws InterruptedException {
        if (workspace == 0) {
            workspace = sample.make().workspace();
        }
        return workspace;
    }
}
