/** What Ctrl+K finds: the actions and the things that modules contribute. */
@ApplicationModule(
        displayName = "Search",
        allowedDependencies = {"platform", "platform :: web", "workspace"})
@NullMarked
package dev.sluice.workspace.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
