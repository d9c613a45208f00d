package dev.sluice.insight.leaks;

import dev.sluice.insight.metrics.ShareResponse;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A leak by API; {@code certain} where no sample is below thirty and the whole interval lies above nothing. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "Leak")
public record LeakDropResponse(
        String from,
        String to,
        @Nullable ShareResponse rate,
        Against against,
        double people,
        @Nullable ShareResponse chanceToWin,
        Estimate cost,
        long smallestSample,
        boolean certain) {
    /** What a rate is held against; {@code n} is 0 for a benchmark. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "LeakAgainst")
    public record Against(String from, double share, long n) {}

    /** An estimate with its interval at 95 %. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "LeakEstimate")
    public record Estimate(double money, double low, double high, String currency) {
        static Estimate of(Leak leak) {
            return new Estimate(
                    leak.money(), leak.low(), leak.high(), leak.worth().currency());
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
