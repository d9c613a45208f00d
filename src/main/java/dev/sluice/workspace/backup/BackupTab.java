package dev.sluice.workspace.backup;

import dev.sluice.workspace.Member;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.SettingsTab;
import org.springframework.stereotype.Component;

/** The tab of the backups, for who owns every workspace. */
@Component
class BackupTab implements SettingsTab {
    private final InstallationOwners owners;

    BackupTab(InstallationOwners owners) {
        this.owners = owners;
    }

    @Override
    public int order() {
        return 95;
    }

    @Override
    public String key() {
        return "backups";
    }

    @Override
    public String label() {
        return "Backups";
    }

    @Override
    public String path(Member member) {
        return "/settings/backups";
    }

    @Override
    public Role role() {
        return Role.OWNER;
    }

    @Override
    public boolean isVisible(Member member) {
        return owners.includes(member);
    }
}
