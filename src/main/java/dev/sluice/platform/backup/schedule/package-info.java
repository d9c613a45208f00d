/** The backups that Sluice makes on its own each day, where they are kept and how the last one went. */
@NamedInterface("backup-schedule")
@NullMarked
package dev.sluice.platform.backup.schedule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
