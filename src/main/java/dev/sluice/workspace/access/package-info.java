/** Who may call what: sign-in, sessions, API keys, idempotency and the security chains. */
@ApplicationModule(
        displayName = "Access",
        allowedDependencies = {"platform", "platform :: database", "platform :: web", "workspace"})
@NullMarked
package dev.sluice.workspace.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
