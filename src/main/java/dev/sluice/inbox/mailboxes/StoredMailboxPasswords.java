package dev.sluice.inbox.mailboxes;

import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.vault.StoredSecrets;
import dev.sluice.platform.vault.Vault;
import dev.sluice.workspace.Workspaces;
import org.springframework.stereotype.Component;

/** The passwords of the workspaces' mailboxes. */
@Component
class StoredMailboxPasswords implements StoredSecrets {
    private final InboxSettingRows rows;
    private final Tenancy tenancy;
    private final Workspaces workspaces;
    private final Vault vault;

    StoredMailboxPasswords(InboxSettingRows rows, Tenancy tenancy, Workspaces workspaces, Vault vault) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.workspaces = workspaces;
        this.vault = vault;
    }

    @Override
    public int renew() {
        return workspaces.ids().stream()
                .mapToInt(workspace -> tenancy.in(workspace, () -> renew(workspace)))
                .sum();
    }

    private int renew(int workspace) {
        return rows.password(workspace)
                .flatMap(stored -> vault.renewed(workspace, InboxSettings.PASSWORD, stored)
                        .map(renewed -> rows.replacePassword(workspace, stored, renewed)))
                .orElse(0);
    }
}
