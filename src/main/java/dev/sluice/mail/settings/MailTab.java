package dev.sluice.mail.settings;

import dev.sluice.workspace.Role;
import dev.sluice.workspace.SettingsTab;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The settings tab of the mail server and senders. */
@Configuration(proxyBeanMethods = false)
class MailTab {
    @Bean
    static SettingsTab mailTab() {
        return SettingsTab.of(50, "mail", "Mail", Role.ADMIN);
    }
}
