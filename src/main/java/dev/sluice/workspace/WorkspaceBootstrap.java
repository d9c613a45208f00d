package dev.sluice.workspace;

import dev.sluice.platform.EnvironmentSettings;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Creates the workspace that the environment describes in an empty database, before the first request is accepted. */
@Component
class WorkspaceBootstrap implements SmartLifecycle {
    private final EnvironmentSettings settings;
    private final Workspaces workspaces;
    private final ApiKeys keys;
    private boolean running;

    WorkspaceBootstrap(EnvironmentSettings settings, Workspaces workspaces, ApiKeys keys) {
        this.settings = settings;
        this.workspaces = workspaces;
        this.keys = keys;
    }

    @Override
    public void start() {
        running = true;
        if (workspaces.ids().isEmpty()) {
            create();
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void create() {
        FirstStartSettings first = new FirstStartSettings(settings);
        Workspaces.FirstOwner owner = first.owner();
        if (owner == null || !workspaces.createFirst(NewWorkspace.named("Sluice"), owner)) {
            return;
        }
        int workspace = workspaces.ids().getFirst();
        String apiKey = first.apiKey();
        if (apiKey != null) {
            keys.add(workspace, PublicKeys.Kind.API_KEY, apiKey, "First start", EnumSet.allOf(Scope.class), null, null);
        }
        String writeKey = first.writeKey();
        if (writeKey != null) {
            keys.add(workspace, PublicKeys.Kind.WRITE_KEY, writeKey, "First start", Set.of(), null, null);
        }
    }
}
