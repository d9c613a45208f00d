package dev.sluice.handoff.routing;

import dev.sluice.workspace.Member;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.SettingsTab;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The settings tabs of teams and working hours: all teams for managers, their own absences for everyone else. */
@Configuration(proxyBeanMethods = false)
class WorkingHoursTabs {
    @Bean
    static SettingsTab teamsTab() {
        return SettingsTab.of(30, "teams", "Teams and hours", Role.MANAGER);
    }

    @Bean
    static SettingsTab absencesTab() {
        return new AbsencesTab(40, "hours", "Your absences", Role.MEMBER);
    }

    private record AbsencesTab(int order, String key, String label, Role role) implements SettingsTab {
        @Override
        public String path(Member member) {
            return "/settings/users/" + member.user() + "/hours";
        }

        @Override
        public boolean isVisible(Member member) {
            return !member.role().covers(Role.MANAGER);
        }
    }
}
