package dev.sluice.insight.metrics;

import dev.sluice.workspace.PaletteCommand;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The reports of Insight in Ctrl+K. */
@Configuration(proxyBeanMethods = false)
class ReportCommands {
    @Bean
    PaletteCommand fiveMetrics() {
        return PaletteCommand.report("Five metrics", "insight conversion velocity win rate", "/insight");
    }

    @Bean
    PaletteCommand metricsFile() {
        return PaletteCommand.report("Export metrics", "download csv file insight", "/insight/metrics.csv");
    }

    @Bean
    PaletteCommand worstLeak() {
        return PaletteCommand.report("Worst leak", "insight leaks losses", "/insight/leaks");
    }

    @Bean
    PaletteCommand whatIf() {
        return PaletteCommand.report("What if", "insight simulation replay", "/insight/what-if");
    }

    @Bean
    PaletteCommand responseCurve() {
        return PaletteCommand.report("Response curve", "insight speed", "/insight/response");
    }

    @Bean
    PaletteCommand threshold() {
        return PaletteCommand.report("Threshold", "insight score", "/insight/threshold");
    }

    @Bean
    PaletteCommand sourcePerformance() {
        return PaletteCommand.report("Source performance", "insight campaigns cost", "/insight/sources");
    }

    @Bean
    PaletteCommand forecast() {
        return PaletteCommand.report("Forecast", "insight revenue", "/insight/forecast");
    }

    @Bean
    PaletteCommand weeklyReview() {
        return PaletteCommand.report("Weekly review", "insight monday", "/insight/review");
    }
}
