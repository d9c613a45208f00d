/** Makes deals of signals, in the transaction that records them. */
@ApplicationModule(
        displayName = "Deal projection",
        allowedDependencies = {
            "funnel",
            "funnel :: text",
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "signal",
            "signal :: kind",
            "person",
            "standing",
            "handoff",
            "deal"
        })
@NullMarked
package dev.sluice.deal.projection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
