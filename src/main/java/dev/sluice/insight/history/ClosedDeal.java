package dev.sluice.insight.history;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deal that has closed.
 *
 * @param amount what it closed with; null where that is not known
 * @param size what it was thought to be worth before it closed; null where that was not known
 * @param days from its opening to its end
 * @param owner who had it when it closed
 */
public record ClosedDeal(
        long deal,
        boolean won,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal size,
        String currency,
        double days,
        Instant at,
        String source,
        String owner,
        String reason) {}
