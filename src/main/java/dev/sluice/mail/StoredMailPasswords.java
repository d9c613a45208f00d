package dev.sluice.mail;

import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.vault.StoredSecrets;
import dev.sluice.platform.vault.Vault;
import dev.sluice.workspace.Workspaces;
import org.springframework.stereotype.Component;

/** The passwords of the workspaces' mail servers. */
@Component
class StoredMailPasswords implements StoredSecrets {
    private final MailSetupRows rows;
    private final Tenancy tenancy;
    private final Workspaces workspaces;
    private final Vault vault;

    StoredMailPasswords(MailSetupRows rows, Tenancy tenancy, Workspaces workspaces, Vault vault) {
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
                .flatMap(stored -> vault.renewed(workspace, MailSettings.PASSWORD, stored)
                        .map(renewed -> rows.replacePassword(workspace, stored, renewed)))
                .orElse(0);
    }
}
