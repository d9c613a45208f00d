package dev.sluice.handoff.report;

import dev.sluice.workspace.PaletteCommand;
import dev.sluice.workspace.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The hand-off in Ctrl+K. */
@Configuration(proxyBeanMethods = false)
class HandoffCommands {
    @Bean
    PaletteCommand logCall() {
        return PaletteCommand.action("Log a call", "phone contact lead today", "/today?act=call", Role.MEMBER);
    }

    @Bean
    PaletteCommand digest() {
        return PaletteCommand.report("Digest", "morning warm leads", "/today/digest");
    }

    @Bean
    PaletteCommand handoff() {
        return PaletteCommand.report("Hand-off", "reconciliation forgotten leads sales", "/hand-off");
    }

    @Bean
    PaletteCommand handoffFile() {
        return PaletteCommand.report("Export hand-off", "download csv file", "/hand-off.csv");
    }

    @Bean
    PaletteCommand responseTimes() {
        return PaletteCommand.report("Response times", "speed sla first touch", "/hand-off/response-times");
    }

    @Bean
    PaletteCommand leadAcceptance() {
        return PaletteCommand.report("Lead acceptance", "rejected accepted sales", "/hand-off/answers");
    }

    @Bean
    PaletteCommand capacity() {
        return PaletteCommand.report("Capacity", "workload reps", "/hand-off/capacity");
    }
}
