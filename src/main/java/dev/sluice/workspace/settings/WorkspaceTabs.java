package dev.sluice.workspace.settings;

import dev.sluice.platform.web.NavEntry;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.SettingsTab;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The navigation entry of the settings and the tabs of the workspace itself. */
@Configuration(proxyBeanMethods = false)
class WorkspaceTabs {
    @Bean
    static NavEntry settingsEntry() {
        return new NavEntry(90, "settings", "Settings", "/settings", "settings");
    }

    @Bean
    static SettingsTab workspaceTab() {
        return SettingsTab.of(10, "workspace", "Workspace", Role.ADMIN);
    }

    @Bean
    static SettingsTab usersTab() {
        return SettingsTab.of(20, "users", "Users", Role.ADMIN);
    }

    @Bean
    static SettingsTab keysTab() {
        return SettingsTab.of(80, "keys", "Keys", Role.ADMIN);
    }

    @Bean
    static SettingsTab auditTab() {
        return SettingsTab.of(90, "audit", "Audit log", Role.ADMIN);
    }

    @Bean
    static SettingsTab profileTab() {
        return SettingsTab.of(100, "profile", "Your profile", Role.MEMBER);
    }
}
