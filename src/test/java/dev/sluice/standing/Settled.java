package dev.sluice.standing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** What tests of other modules need of the driver: a definition that decides, and everything folded. */
@Component
public class Settled {
    private final Funnels funnels;
    private final Standings standings;

    Settled(Funnels funnels, Standings standings) {
        this.funnels = funnels;
        this.standings = standings;
    }

    /** Makes a definition decide, and waits until it does. */
    public void decides(int workspace, String yaml) {
        Funnels.Version version = funnels.save(workspace, null, yaml, "", null);
        funnels.activate(workspace, version.funnel(), version.version());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> funnels.version(workspace, version.funnel(), version.version())
                                .state()
                        == Funnels.VersionState.ACTIVE);
    }

    /** Waits until every signal has been folded. */
    public void settled(int workspace) {
        await().atMost(Duration.ofSeconds(120)).until(() -> standings.backlog(workspace) == 0);
    }
}
