/** Whether this installation may send: after a restore nothing leaves it until an owner says so. */
@NamedInterface("sending")
@NullMarked
package dev.sluice.platform.sending;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
