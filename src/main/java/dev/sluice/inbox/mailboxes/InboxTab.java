package dev.sluice.inbox.mailboxes;

import dev.sluice.workspace.Role;
import dev.sluice.workspace.SettingsTab;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The settings tab of received mail. */
@Configuration(proxyBeanMethods = false)
class InboxTab {
    @Bean
    static SettingsTab inboxTab() {
        return SettingsTab.of(60, "inbox", "Inbox", Role.ADMIN);
    }
}
