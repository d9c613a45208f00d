/** What is to come: the forecast by the definition and by own history, its track record, velocity, win rates, targets. */
@ApplicationModule(
        displayName = "Forecast",
        allowedDependencies = {"insight", "deal", "standing", "workspace", "platform", "funnel"})
@NullMarked
package dev.sluice.forecast;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
