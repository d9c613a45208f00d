/** Connections, tenancy and migrations, and helpers for SQL. */
@NamedInterface("database")
@NullMarked
package dev.sluice.platform.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
