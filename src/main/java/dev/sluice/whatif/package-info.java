/** What if: a definition replayed over history beside the one that decides, before it is activated. */
@ApplicationModule(
        displayName = "What if",
        allowedDependencies = {"deal", "handoff", "standing", "person", "workspace", "platform", "funnel"})
@NullMarked
package dev.sluice.whatif;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
