package dev.sluice.insight.history;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A deal that is open at an instant, as it was known then.
 *
 * @param amount in the currency of the report; null while nobody has named one
 * @param age days in its stage
 */
public record OpenDeal(
        long deal,
        String title,
        String owner,
        String pipeline,
        String stage,
        @Nullable BigDecimal amount,
        @Nullable LocalDate expected,
        double age) {}
