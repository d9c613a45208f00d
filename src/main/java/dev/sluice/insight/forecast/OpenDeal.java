package dev.sluice.insight.forecast;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A deal that is open at an instant.
 *
 * @param age days in its stage
 * @param won whether it has been won since, null while it is open still
 */
record OpenDeal(
        long deal,
        String title,
        long person,
        String owner,
        String pipeline,
        String stage,
        double amount,
        @Nullable LocalDate expected,
        double age,
        @Nullable Boolean won) {}
