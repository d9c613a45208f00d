/** The board, the list and the page of deals, and their API. */
@ApplicationModule(
        displayName = "Board",
        allowedDependencies = {
            "funnel",
            "statistics",
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "signal :: kind",
            "person",
            "standing",
            "handoff",
            "deal",
            "deal.projection"
        })
@NullMarked
package dev.sluice.deal.board;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
