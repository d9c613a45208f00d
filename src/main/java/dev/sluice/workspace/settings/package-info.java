/** The settings pages of a workspace, its users, keys and profiles. */
@ApplicationModule(
        displayName = "Workspace settings",
        allowedDependencies = {"platform", "platform :: web", "workspace", "workspace.access"})
@NullMarked
package dev.sluice.workspace.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
