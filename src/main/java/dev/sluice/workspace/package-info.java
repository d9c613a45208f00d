/** Who may do what: workspaces, users, roles, sessions, keys and the audit log. */
@ApplicationModule(
        displayName = "Workspace",
        allowedDependencies = {"platform", "platform :: database", "platform :: web"})
@NullMarked
package dev.sluice.workspace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
