package dev.sluice.workspace.access;

import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import dev.sluice.workspace.Scope;
import dev.sluice.workspace.Workspace;
import dev.sluice.workspace.Workspaces;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Tells a caller which workspace their key opens and what it may do. */
@RestController
class MeApi {
    @JsonNaming(SnakeCaseStrategy.class)
    record Me(int workspace, String name, String timeZone, String currency, String country, List<String> scopes) {}

    private final Workspaces workspaces;

    MeApi(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    @RequiresScope("")
    @GetMapping("/api/v1/me")
    Me me(ApiCaller caller) {
        Workspace workspace = workspaces.get(caller.workspace());
        return new Me(
                workspace.id(),
                workspace.name(),
                workspace.timeZone().getId(),
                workspace.currency(),
                workspace.country(),
                caller.scopes().stream().map(Scope::code).toList());
    }
}
