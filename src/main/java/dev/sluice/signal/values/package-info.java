/** What people write for the value of a trait: countries and job titles in many languages, letters without accents. */
@NamedInterface("values")
@NullMarked
package dev.sluice.signal.values;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
