/** Where visitors come from: channels, the sites that send them, and the one spelling of a source. */
@NamedInterface("origin")
@NullMarked
package dev.sluice.signal.origin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
