package dev.sluice.insight.forecast;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Sales velocity.
 *
 * @param days over how many days, up to {@code seen}
 * @param wonWithAmount of how many deals {@code mean_won} is the mean
 * @param perDay left out below five won deals
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ForecastVelocity")
record VelocityFigures(
        int days,
        int open,
        long closed,
        long won,
        long wonWithAmount,
        @Nullable Double meanWon,
        @Nullable Double meanDays,
        @Nullable Double perDay,
        long qualifiedLastMonth,
        long qualifiedBefore,
        @Nullable Double leadVelocity) {
    static VelocityFigures of(ForecastReport.SalesVelocity velocity) {
        return new VelocityFigures(
                ForecastReport.SalesVelocity.WINDOW,
                velocity.open(),
                velocity.closed(),
                velocity.won().part(),
                velocity.amounts(),
                velocity.mean(),
                velocity.days(),
                velocity.perDay(),
                velocity.lastMonth(),
                velocity.before(),
                velocity.leads());
    }
}
