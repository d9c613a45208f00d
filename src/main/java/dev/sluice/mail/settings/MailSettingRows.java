package dev.sluice.mail.settings;

import dev.sluice.mail.MailSettings;
import dev.sluice.platform.Json;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.vault.Vault;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows behind the mail settings page. */
@Component
class MailSettingRows {
    /** Whose identity it is: a user's or a team's. */
    record SettingOwner(@Nullable Integer user, @Nullable String team) {}

    /** An identity as the page lists it. */
    record SenderIdentity(int id, String whose, String name, String address) {}

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Vault vault;

    MailSettingRows(JdbcClient jdbc, Tenancy tenancy, Vault vault) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.vault = vault;
    }

    /** What there is of a password for a host. */
    enum KeptPassword {
        NONE,
        READABLE,
        /** Encrypted with another key, so that it must be entered again. */
        UNREADABLE
    }

    /** Whether a password for that host is stored: one kept for another server must not be shown to it. */
    KeptPassword keptPassword(int workspace, String host) {
        return tenancy.read(
                        workspace,
                        () -> jdbc.sql("SELECT password FROM mail_setting"
                                        + " WHERE workspace_id = ? AND lower(host) = lower(?) AND password IS NOT NULL")
                                .params(workspace, host)
                                .query(byte[].class)
                                .optional())
                .map(stored ->
                        vault.open(workspace, MailSettings.PASSWORD, stored).isPresent()
                                ? KeptPassword.READABLE
                                : KeptPassword.UNREADABLE)
                .orElse(KeptPassword.NONE);
    }

    void change(int workspace, MailSettingsForm.Checked to) {
        byte[] password = to.password() == null ? null : vault.close(workspace, MailSettings.PASSWORD, to.password());
        tenancy.in(workspace, () -> {
            jdbc.sql("""
                            INSERT INTO mail_setting (workspace_id, host, port, tls, user_name, password, from_address,
                                from_name, return_address, plus, postal_address, accent, per_second, per_hour, per_day,
                                domain_limits, connections, paused)
                            VALUES (?, ?, ?, ?, NULLIF(?, ''), ?, NULLIF(?, ''), ?, NULLIF(?, ''), ?, ?, ?, ?, ?, ?,
                                ?::jsonb, ?, ?)
                            ON CONFLICT (workspace_id) DO UPDATE SET
                                password = CASE
                                    WHEN excluded.user_name IS NULL OR excluded.host IS NULL THEN NULL
                                    WHEN excluded.password IS NOT NULL THEN excluded.password
                                    WHEN lower(mail_setting.host) = lower(excluded.host) THEN mail_setting.password END,
                                host = excluded.host, port = excluded.port, tls = excluded.tls,
                                user_name = excluded.user_name, from_address = excluded.from_address,
                                from_name = excluded.from_name, return_address = excluded.return_address,
                                plus = excluded.plus, postal_address = excluded.postal_address,
                                accent = excluded.accent, per_second = excluded.per_second,
                                per_hour = excluded.per_hour, per_day = excluded.per_day,
                                domain_limits = excluded.domain_limits, connections = excluded.connections,
                                paused = excluded.paused""")
                    .params(workspace)
                    .param(to.host())
                    .params(to.port(), to.tls().code(), to.user())
                    .param(password)
                    .params(to.fromAddress(), to.fromName(), to.returns(), to.plus(), to.postalAddress(), to.accent())
                    .params(
                            to.limits().second(),
                            to.limits().hour(),
                            to.limits().day())
                    .params(Json.write(to.limits().domains()), to.connections(), to.paused())
                    .update();
        });
    }

    List<SenderIdentity> identities(int workspace) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT i.id, COALESCE(u.name, initcap(i.team) || ' team') AS whose, i.name, i.address
                        FROM mail_identity i LEFT JOIN shared_user u ON u.id = i.user_id
                        WHERE i.workspace_id = ? ORDER BY i.team NULLS LAST, whose""")
                        .param(workspace)
                        .query(Row.mapper(SenderIdentity.class))
                        .list());
    }

    void identity(int workspace, SettingOwner owner, String name, String address) {
        String key = owner.user() != null ? "user_id" : "team";
        tenancy.in(workspace, () -> {
            jdbc.sql("INSERT INTO mail_identity (workspace_id, user_id, team, name, address) VALUES (?, ?, ?, ?, ?)"
                            + " ON CONFLICT (workspace_id, " + key
                            + ") DO UPDATE SET name = excluded.name, address = excluded.address")
                    .param(workspace)
                    .param(owner.user())
                    .param(owner.team())
                    .params(name, address)
                    .update();
        });
    }

    boolean removeIdentity(int workspace, int id) {
        return tenancy.in(
                workspace,
                () -> jdbc.sql("DELETE FROM mail_identity WHERE workspace_id = ? AND id = ?")
                                .params(workspace, id)
                                .update()
                        == 1);
    }
}
