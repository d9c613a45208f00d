/** Who may do what: workspaces, users, roles, sessions, keys and the audit log. */
@ApplicationModule(
        displayName = "Workspace",
        allowedDependencies = {"platform"})
@NullMarked
package dev.sluice.workspace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
