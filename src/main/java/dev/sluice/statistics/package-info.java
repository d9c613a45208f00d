/** Pure functions on samples: survival curves, quantiles, proportions with their intervals. */
@ApplicationModule(
        displayName = "Statistics",
        allowedDependencies = {})
@NullMarked
package dev.sluice.statistics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
