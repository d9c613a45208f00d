/** Runs the PostgreSQL that Sluice brings: its programs, the folder of its data, and its process. */
@NullMarked
package dev.sluice.platform.server;

import org.jspecify.annotations.NullMarked;
