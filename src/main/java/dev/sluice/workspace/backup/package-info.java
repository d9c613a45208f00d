/** Settings: backups of the installation, and the start of sending after a restore. */
@ApplicationModule(
        displayName = "Backup settings",
        allowedDependencies = {
            "platform",
            "platform :: backup",
            "platform :: backup-schedule",
            "platform :: database",
            "platform :: sending",
            "platform :: web",
            "workspace"
        })
@NullMarked
package dev.sluice.workspace.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
