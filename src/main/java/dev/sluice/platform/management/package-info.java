/** The port of health and metrics: who may ask it, and what it says. */
@NullMarked
package dev.sluice.platform.management;

import org.jspecify.annotations.NullMarked;
