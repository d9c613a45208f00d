package dev.sluice.insight.cohort;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A deal behind a figure. */
public record DrillDownDeal(
        long deal,
        String title,
        long person,
        String name,
        @Nullable String owner,
        @Nullable BigDecimal amount,
        String currency,
        String state,
        @Nullable Instant opened,
        @Nullable Instant closed) {}
