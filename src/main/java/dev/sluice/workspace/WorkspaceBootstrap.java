package dev.sluice.workspace;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.EnvironmentSettings.BadSetting;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
        String email = settings.get("SLUICE_OWNER_EMAIL");
        String password = settings.get("SLUICE_OWNER_PASSWORD");
        String apiKey = token("SLUICE_API_KEY");
        String writeKey = token("SLUICE_WRITE_KEY");
        if (email == null && password == null && apiKey == null && writeKey == null) {
            return;
        }
        if ("true".equals(settings.get("SLUICE_SAMPLE"))) {
            throw new BadSetting(
                    "SLUICE_SAMPLE makes a workspace with an owner of its own: leave out SLUICE_OWNER_EMAIL,"
                            + " SLUICE_OWNER_PASSWORD, SLUICE_API_KEY and SLUICE_WRITE_KEY, or leave out SLUICE_SAMPLE.");
        }
        if (email == null || password == null) {
            throw new BadSetting((email == null ? "SLUICE_OWNER_EMAIL" : "SLUICE_OWNER_PASSWORD")
                    + " is missing: the owner's address and password are needed together, also for keys.");
        }
        if (apiKey != null && apiKey.equals(writeKey)) {
            throw new BadSetting("SLUICE_WRITE_KEY must differ from SLUICE_API_KEY: it stands in public web pages.");
        }
        if (!workspaces.createFirst(NewWorkspace.named("Sluice"), owner(email, password))) {
            return;
        }
        int workspace = workspaces.ids().getFirst();
        if (apiKey != null) {
            keys.add(workspace, PublicKeys.Kind.API_KEY, apiKey, "First start", EnumSet.allOf(Scope.class), null, null);
        }
        if (writeKey != null) {
            keys.add(workspace, PublicKeys.Kind.WRITE_KEY, writeKey, "First start", Set.of(), null, null);
        }
    }

    private static Workspaces.FirstOwner owner(String email, String password) {
        try {
            String address = Users.address(email);
            return new Workspaces.FirstOwner(
                    address.substring(0, address.indexOf('@')), address, Users.password(password));
        } catch (BadInput bad) {
            BadInput.FieldError error = bad.faults().getFirst();
            throw new BadSetting("SLUICE_OWNER_" + error.field().toUpperCase(Locale.ROOT) + ": " + error.sentence());
        }
    }

    private @Nullable String token(String name) {
        String token = settings.get(name);
        if (token != null
                && (token.length() < 8 || token.length() > 500 || !token.chars().allMatch(c -> c > ' ' && c < 127))) {
            throw new BadSetting(name + " must be 8 to 500 plain characters without blanks.");
        }
        return token;
    }
}
