package dev.sluice.sample;

import dev.sluice.form.FormProvisioning;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.standing.Standings;
import dev.sluice.workspace.Workspaces;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** The sample workspace for tests, made when the first of them asks. */
@Component
public class TestSample {
    public static final String EMAIL = SampleWorkspace.OWNER.email();
    public static final String PASSWORD = SampleWorkspace.OWNER.password();

    private final SampleWorkspace sample;
    private int workspace;

    TestSample(
            Workspaces workspaces,
            Signals signals,
            Sources sources,
            Standings standings,
            FormProvisioning forms,
            Tenancy tenancy,
            InstantSource clock) {
        this.sample = new SampleWorkspace(workspaces, signals, sources, standings, forms, tenancy, clock);
    }

    /** Its number. */
    public synchronized int workspace() throws InterruptedException {
        if (workspace == 0) {
            workspace = sample.make().workspace();
        }
        return workspace;
    }
}
