package dev.sluice.consent;

import dev.sluice.workspace.Role;
import dev.sluice.workspace.SettingsTab;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The settings tab of consent and legal bases. */
@Configuration(proxyBeanMethods = false)
class ConsentTab {
    @Bean
    static SettingsTab consentTab() {
        return SettingsTab.of(70, "consent", "Consent", Role.ADMIN);
    }
}
