/** Finds what keeps Sluice from starting before anything is started, and says it in one sentence. */
@NamedInterface("startup")
@NullMarked
package dev.sluice.platform.startup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
