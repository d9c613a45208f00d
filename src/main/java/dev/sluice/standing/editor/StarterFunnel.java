package dev.sluice.standing.editor;

import dev.sluice.standing.Funnels;
import dev.sluice.workspace.WorkspaceCreated;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A new workspace starts with a deciding funnel, so that its first lead is scored at once. */
@Component
class StarterFunnel {
    private final Funnels funnels;

    StarterFunnel(Funnels funnels) {
        this.funnels = funnels;
    }

    /** Without a replay, since no one has been seen yet. */
    @EventListener
    void on(WorkspaceCreated event) {
        funnels.startWith(event.workspace(), FunnelTemplate.of(event.industry()).yaml(), "Ready-made, to start from");
    }
}
