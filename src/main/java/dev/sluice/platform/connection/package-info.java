/** Limits what a caller can hold: a total time for the header and the body of a request, and connections by address. */
@NullMarked
package dev.sluice.platform.connection;

import org.jspecify.annotations.NullMarked;
