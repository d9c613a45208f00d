/** Encrypts what must stay secret in the database, checks the key at the start, and changes it. */
@NamedInterface("vault")
@NullMarked
package dev.sluice.platform.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
