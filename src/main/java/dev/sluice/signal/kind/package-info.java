/** Declared kinds of signals and traits: what each means and who may record it. */
@NamedInterface("kind")
@NullMarked
package dev.sluice.signal.kind;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
