/** Reads a definition from its YAML text and says where and why it is refused. */
@NamedInterface("text")
@NullMarked
package dev.sluice.funnel.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
