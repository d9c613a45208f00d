package dev.sluice.inbox.mailboxes;

import dev.sluice.mail.Vault;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.Workspaces;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which mailbox each workspace reads, and the address of its inbound webhook. */
@Component
public class InboxSettings {
    private static final String PASSWORD = "imap password";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Workspaces workspaces;
    private final Vault vault;
    private final @Nullable ImapAccount shared;
    private final Set<String> innerHosts;

    InboxSettings(JdbcClient jdbc, Tenancy tenancy, Workspaces workspaces, Vault vault, EnvironmentSettings settings) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.workspaces = workspaces;
        this.vault = vault;
        this.shared = shared(settings);
        String inner = settings.get("SLUICE_INNER_HOSTS");
        this.innerHosts =
                inner == null ? Set.of() : Set.of(inner.toLowerCase(Locale.ROOT).split("[,\\s]+"));
    }

    /** The workspace's own mailbox; for the first workspace, which gets what nobody else's is, else the installation's. */
    Optional<ImapAccount> account(int workspace) {
        Optional<ImapAccount> own = own(workspace);
        boolean first = workspaces.ids().stream()
                .min(Comparator.naturalOrder())
                .filter(id -> id == workspace)
                .isPresent();
        return own.isPresent() || !first ? own : Optional.ofNullable(shared);
    }

    Optional<ImapAccount> own(int workspace) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT host, port, tls, user_name, password FROM inbox_setting
                        WHERE workspace_id = ? AND host IS NOT NULL""")
                        .param(workspace)
                        .query((row, number) -> {
                            byte[] closed = row.getBytes(5);
                            return new ImapAccount(
                                    row.getString(1),
                                    row.getInt(2),
                                    ImapAccount.ImapTls.of(row.getString(3)),
                                    row.getString(4),
                                    closed == null
                                            ? null
                                            : vault.open(workspace, PASSWORD, closed)
                                                    .orElse(null),
                                    !innerHosts.contains(row.getString(1).toLowerCase(Locale.ROOT)),
                                    false);
                        })
                        .optional());
    }

    /** Keeps a mailbox; an empty password leaves the one that is there for the same user and host. */
    void keep(int workspace, String host, String port, String tls, String user, String password) {
        ImapAccount.ImapTls kind;
        try {
            kind = ImapAccount.ImapTls.of(tls);
        } catch (IllegalArgumentException unknown) {
            throw new BadInput("tls", "Choose TLS, STARTTLS or none.");
        }
        String name = host.strip().toLowerCase(Locale.ROOT);
        if (!name.matches("[a-z0-9]([a-z0-9.:-]{0,250}[a-z0-9])?")) {
            throw new BadInput("host", "Write the IMAP server's name, like imap.example.com.");
        }
        if (kind == ImapAccount.ImapTls.NONE && !innerHosts.contains(name)) {
            throw new BadInput(
                    "tls", "Choose TLS or STARTTLS: without it the password goes over the network in clear.");
        }
        if (user.isBlank() || user.length() > 200) {
            throw new BadInput("user", "Write the user name with which the mailbox is opened.");
        }
        int number = port(port, kind);
        ImapAccount before = own(workspace).orElse(null);
        String kept =
                before != null && before.host().equals(name) && user.strip().equals(before.user())
                        ? before.password()
                        : null;
        String secret = password.isEmpty() ? kept : password;
        if (secret == null) {
            throw new BadInput("password", "Write the mailbox's password; many providers want one made for programs.");
        }
        tenancy.in(workspace, () -> {
            jdbc.sql("""
                            INSERT INTO inbox_setting (workspace_id, host, port, tls, user_name, password)
                            VALUES (?, ?, ?, ?, ?, ?)
                            ON CONFLICT (workspace_id) DO UPDATE SET host = excluded.host, port = excluded.port,
                                tls = excluded.tls, user_name = excluded.user_name, password = excluded.password""")
                    .params(
                            workspace,
                            name,
                            number,
                            kind.code(),
                            user.strip(),
                            vault.close(workspace, PASSWORD, secret))
                    .update();
        });
    }

    void remove(int workspace) {
        tenancy.in(workspace, () -> {
            jdbc.sql("UPDATE inbox_setting SET host = NULL, user_name = NULL, password = NULL WHERE workspace_id = ?")
                    .param(workspace)
                    .update();
        });
    }

    /** The secret end of the webhook's address; null until one was made. */
    @Nullable
    public String webhook(int workspace) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT webhook FROM inbox_setting WHERE workspace_id = ? AND webhook IS NOT NULL")
                        .param(workspace)
                        .query(String.class)
                        .optional()
                        .orElse(null));
    }

    /** Makes a new address for the webhook; the old one opens nothing from now on. */
    public void renewWebhook(int workspace) {
        byte[] secret = new byte[24];
        RANDOM.nextBytes(secret);
        String key = Integer.toString(workspace, 36) + "-"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        tenancy.in(workspace, () -> {
            jdbc.sql("""
                            INSERT INTO inbox_setting (workspace_id, webhook) VALUES (?, ?)
                            ON CONFLICT (workspace_id) DO UPDATE SET webhook = excluded.webhook""").params(workspace, key).update();
        });
    }

    /** The workspace that this key opens. */
    Optional<Integer> workspace(String key) {
        int dash = key.indexOf('-');
        if (dash < 1 || dash > 6 || key.length() > 100) {
            return Optional.empty();
        }
        int claimed;
        try {
            claimed = Integer.parseInt(key.substring(0, dash), 36);
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
        if (!workspaces.ids().contains(claimed)) {
            return Optional.empty();
        }
        String known = webhook(claimed);
        boolean opens = known != null
                && MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
        return opens ? Optional.of(claimed) : Optional.empty();
    }

    private static int port(String text, ImapAccount.ImapTls tls) {
        try {
            int port = text.isBlank() ? tls.port() : Integer.parseInt(text.strip());
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // refused like a number out of range
        }
        throw new BadInput("port", "Write a port from 1 to 65535, or leave it empty for the usual one.");
    }

    private static @Nullable ImapAccount shared(EnvironmentSettings settings) {
        String host = settings.get("SLUICE_IMAP_HOST");
        if (host == null) {
            return null;
        }
        String tls = settings.get("SLUICE_IMAP_TLS");
        try {
            ImapAccount.ImapTls kind = tls == null ? ImapAccount.ImapTls.TLS : ImapAccount.ImapTls.of(tls);
            String port = settings.get("SLUICE_IMAP_PORT");
            return new ImapAccount(
                    host,
                    port(port == null ? "" : port, kind),
                    kind,
                    settings.get("SLUICE_IMAP_USER"),
                    settings.get("SLUICE_IMAP_PASSWORD"),
                    false,
                    true);
        } catch (BadInput badPort) {
            throw new EnvironmentSettings.BadSetting("SLUICE_IMAP_PORT must be a number from 1 to 65535.");
        } catch (IllegalArgumentException unknown) {
            throw new EnvironmentSettings.BadSetting(
                    "SLUICE_IMAP_TLS must be none, starttls or tls, but is \"" + tls + "\".");
        }
    }
}
