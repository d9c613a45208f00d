package dev.sluice.insight.metrics;

import dev.sluice.insight.report.FunnelCounts;
import dev.sluice.statistics.Proportion;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A share from 0 to 1 of n, with its 95 % confidence interval; null without a sample. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "Share")
public record ShareResponse(
        long part,
        long n,
        @Nullable Double share,
        @Nullable Double low,
        @Nullable Double high) {
    public static @Nullable ShareResponse of(@Nullable Proportion rate) {
        return rate == null
                ? null
                : new ShareResponse(
                        rate.part(),
                        rate.n(),
                        FunnelCounts.share(rate.part(), rate.n()),
                        rate.lowest(),
                        rate.highest());
    }
}
