/** The audit log as a page and as files, its chain of hashes, and the entry of every file that leaves Sluice. */
@ApplicationModule(
        displayName = "Audit log",
        allowedDependencies = {"platform", "platform :: database", "platform :: web", "workspace"})
@NullMarked
package dev.sluice.workspace.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
