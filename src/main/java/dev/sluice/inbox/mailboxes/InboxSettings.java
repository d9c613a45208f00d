package dev.sluice.inbox.mailboxes;

import dev.sluice.mail.InnerHosts;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.vault.Vault;
import dev.sluice.workspace.Workspaces;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which mailbox each workspace reads, and the address of its inbound webhook. */
@Component
public class InboxSettings {
    static final String PASSWORD = "imap password";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final InboxSettingRows rows;
    private final Tenancy tenancy;
    private final Workspaces workspaces;
    private final Vault vault;
    private final SharedMailbox shared;
    private final InnerHosts innerHosts;

    InboxSettings(
            InboxSettingRows rows,
            Tenancy tenancy,
            Workspaces workspaces,
            Vault vault,
            SharedMailbox shared,
            InnerHosts innerHosts) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.workspaces = workspaces;
        this.vault = vault;
        this.shared = shared;
        this.innerHosts = innerHosts;
    }

    /** The workspace's own mailbox; for the first workspace, which gets what nobody else's is, else the installation's. */
    Optional<ImapAccount> account(int workspace) {
        Optional<ImapAccount> own = own(workspace);
        boolean first = workspaces.ids().stream()
                .min(Comparator.naturalOrder())
                .filter(id -> id == workspace)
                .isPresent();
        return own.isPresent() || !first ? own : shared.account();
    }

    Optional<ImapAccount> own(int workspace) {
        return tenancy.read(workspace, () -> rows.find(workspace))
                .map(stored -> new ImapAccount(
                        stored.host(),
                        stored.port(),
                        stored.tls(),
                        stored.userName(),
                        stored.password() == null
                                ? null
                                : vault.open(workspace, PASSWORD, stored.password())
                                        .orElse(null),
                        !innerHosts.contains(stored.host()),
                        false));
    }

    /** Saves a mailbox; an empty password leaves the one that is stored for the same user and host. */
    void save(int workspace, ImapAccountForm form) {
        ImapAccount.ImapTls tls = form.checked(innerHosts);
        int port = ImapAccountForm.port(form.port(), tls);
        String secret = form.password().isEmpty() ? storedPassword(workspace, form) : form.password();
        if (secret == null) {
            throw new BadInput("password", "Write the mailbox's password; many providers want one made for programs.");
        }
        byte[] encrypted = vault.close(workspace, PASSWORD, secret);
        tenancy.in(
                workspace,
                () -> rows.save(
                        workspace,
                        new InboxSettingRows.StoredAccount(form.hostName(), port, tls, form.userName(), encrypted)));
    }

    private @Nullable String storedPassword(int workspace, ImapAccountForm form) {
        return own(workspace)
                .filter(account -> account.host().equals(form.hostName())
                        && form.userName().equals(account.user()))
                .map(ImapAccount::password)
                .orElse(null);
    }

    void remove(int workspace) {
        tenancy.in(workspace, () -> rows.remove(workspace));
    }

    /** The secret end of the webhook's address; null until one was made. */
    @Nullable
    public String webhook(int workspace) {
        return tenancy.read(workspace, () -> rows.webhook(workspace)).orElse(null);
    }

    /** Makes a new address for the webhook; the old one opens nothing from now on. */
    public void renewWebhook(int workspace) {
        byte[] secret = new byte[24];
        RANDOM.nextBytes(secret);
        String key = Integer.toString(workspace, 36) + "-"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        tenancy.in(workspace, () -> rows.saveWebhook(workspace, key));
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
        String current = webhook(claimed);
        boolean opens = current != null
                && MessageDigest.isEqual(
                        current.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
        return opens ? Optional.of(claimed) : Optional.empty();
    }
}
