package dev.sluice.insight.leaks;

import dev.sluice.insight.metrics.ShareResponse;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A leak by API; {@code cost} is left out until a won deal has an amount; {@code certain} where no sample is below thirty and the whole interval lies above nothing. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "Leak")
public record LeakDropResponse(
        String from,
        String to,
        @Nullable ShareResponse rate,
        Against against,
        double people,
        @Nullable ShareResponse chanceToWin,
        @Nullable Estimate cost,
        long smallestSample,
        boolean certain) {
    /** What a rate is held against; {@code n} is 0 for a benchmark. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "LeakAgainst")
    public record Against(String from, double share, long n) {}

    /** An estimate with its interval at 95 %, which is left out where there is none. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "LeakEstimate")
    public record Estimate(
            double money, @Nullable Double low, @Nullable Double high, String currency) {
        static @Nullable Estimate of(Leak leak) {
            return leak.isPriced()
                    ? new Estimate(
                            leak.money(),
                            leak.hasInterval() ? (Double) leak.low() : null,
                            leak.hasInterval() ? (Double) leak.high() : null,
                            leak.worth().currency())
                    : null;
        }
    }

    public static LeakDropResponse of(Leak leak) {
        return new LeakDropResponse(
                leak.stage(),
                leak.next(),
                ShareResponse.of(leak.rate()),
                new Against(
                        leak.reference().from(),
                        leak.reference().share(),
                        leak.reference().n()),
                leak.people(),
                ShareResponse.of(leak.chance()),
                Estimate.of(leak),
                leak.smallest(),
                leak.certain());
    }
}
