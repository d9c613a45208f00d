/** The rules of time zones: one source for Java and SQL, replaceable without a release. */
@NamedInterface("zone")
@NullMarked
package dev.sluice.platform.zone;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
