/** Backups: one file with every table and what belongs to it in the data folder; restored into an empty place only. */
@NamedInterface("backup")
@NullMarked
package dev.sluice.platform.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
