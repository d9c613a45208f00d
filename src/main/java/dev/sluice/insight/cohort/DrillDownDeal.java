package dev.sluice.insight.cohort;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deal behind a figure.
 *
 * @param person null where the person was erased
 * @param dated what puts it into the period: when it was decided, or opened while it is open
 */
public record DrillDownDeal(
        long deal,
        String title,
        @Nullable Long person,
        @Nullable String name,
        @Nullable String owner,
        @Nullable BigDecimal amount,
        String currency,
        String state,
        @Nullable Instant opened,
        @Nullable Instant closed,
        Instant dated) {}
