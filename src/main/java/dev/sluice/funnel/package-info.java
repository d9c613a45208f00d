/** The pure core: the written funnel, and the fold that carries a person through it. Sees nothing but the JDK. */
@ApplicationModule(
        displayName = "Funnel",
        allowedDependencies = {})
@NullMarked
package dev.sluice.funnel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
