package dev.sluice.standing.editor;

import dev.sluice.standing.Funnels;
import dev.sluice.workspace.WorkspaceCreated;
import java.sql.Timestamp;
import java.time.InstantSource;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A new workspace begins with a deciding funnel, so that its first lead is scored at once. */
@Component
class StarterFunnel {
    private final Funnels funnels;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    StarterFunnel(Funnels funnels, JdbcClient jdbc, InstantSource clock) {
        this.funnels = funnels;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The switch is made without a replay: nobody has been seen yet. */
    @EventListener
    void on(WorkspaceCreated created) {
        int workspace = created.workspace();
        Funnels.Version version =
                funnels.save(workspace, null, FunnelTemplate.FIRST.yaml(), "Ready-made, to start from", null);
        jdbc.sql("UPDATE funnel_version SET state = 'active', activated_at = ? WHERE workspace_id = ? AND run = ?")
                .params(Timestamp.from(clock.instant()), workspace, version.run())
                .update();
        jdbc.sql("UPDATE funnel SET active_run = ? WHERE workspace_id = ? AND id = ?")
                .params(version.run(), workspace, version.funnel())
                .update();
    }
}
