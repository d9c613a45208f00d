/** Why mail servers refuse email: the cause in their codes and words, wherever these arrive. */
@NamedInterface("refusal")
@NullMarked
package dev.sluice.mail.refusal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
