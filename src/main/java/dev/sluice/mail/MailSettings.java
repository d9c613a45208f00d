package dev.sluice.mail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.vault.Vault;
import dev.sluice.workspace.Workspace;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How each workspace sends; changes are seen within a second. */
@Component
public class MailSettings {
    public static final String PASSWORD = "smtp password";
    private static final int CONNECTIONS = 8;

    private final MailSetupRows rows;
    private final Tenancy tenancy;
    private final Workspaces workspaces;
    private final Vault vault;
    private final SharedMailServer shared;
    private final InnerHosts innerHosts;
    private final Cache<Integer, MailSetup> cache = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMillis(900))
            .build();

    MailSettings(
            MailSetupRows rows,
            Tenancy tenancy,
            Workspaces workspaces,
            Vault vault,
            SharedMailServer shared,
            InnerHosts innerHosts) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.workspaces = workspaces;
        this.vault = vault;
        this.shared = shared;
        this.innerHosts = innerHosts;
    }

    public MailSetup of(int workspace) {
        return cache.get(workspace, this::read);
    }

    public void evict(int workspace) {
        cache.invalidate(workspace);
    }

    /** Whether email in the built-in mailbox counts as sent: SLUICE_MAILBOX_TRIAL, to try everything out. */
    public boolean isTrial() {
        return shared.trial();
    }

    /** Whether email reaches no one, because no mail server is set. */
    public boolean reachesNoOne(int workspace) {
        return !isTrial() && of(workspace).server() == null;
    }

    /** Whether the environment names a server. */
    public boolean hasSharedServer() {
        return shared.server() != null;
    }

    /** The address that the environment sends from. */
    public String sharedAddress() {
        return shared.from().address();
    }

    private MailSetup read(int workspace) {
        Workspace owner = workspaces.get(workspace);
        return tenancy.read(workspace, () -> {
            Map<Integer, MailSetup.From> users = rows.users(workspace);
            return rows.find(workspace, row -> setup(owner, row, users))
                    .orElseGet(() -> new MailSetup(
                            owner.name(),
                            shared.server(),
                            new MailSetup.From(owner.name(), shared.from().address()),
                            null,
                            true,
                            "",
                            "",
                            MailSetup.SendLimits.NONE,
                            CONNECTIONS,
                            false,
                            users,
                            false,
                            false));
        });
    }

    private MailSetup setup(Workspace workspace, Row row, Map<Integer, MailSetup.From> users) {
        String host = row.optionalText("host");
        String address = row.optionalText("from_address");
        String name = row.text("from_name");
        Map<String, Integer> domains = new HashMap<>();
        row.object("domain_limits").forEach((domain, limit) -> {
            if (limit instanceof Number number) {
                domains.put(domain, number.intValue());
            }
        });
        return new MailSetup(
                workspace.name(),
                host == null ? shared.server() : server(workspace.id(), host, row),
                new MailSetup.From(
                        name.isEmpty() ? workspace.name() : name,
                        address == null ? shared.from().address() : address),
                row.optionalText("return_address"),
                row.bool("plus"),
                row.text("postal_address"),
                row.text("accent"),
                new MailSetup.SendLimits(
                        row.intValue("per_second", 0),
                        row.intValue("per_hour", 0),
                        row.intValue("per_day", 0),
                        domains),
                row.intValue("connections"),
                row.bool("paused"),
                users,
                host != null,
                address != null);
    }

    private MailSetup.SmtpServer server(int workspace, String host, Row row) {
        byte[] password = row.optionalBytes("password");
        return new MailSetup.SmtpServer(
                host,
                row.intValue("port", 0),
                row.constant("tls", MailSetup.SmtpTls.class),
                row.optionalText("user_name"),
                password == null
                        ? null
                        : vault.open(workspace, PASSWORD, password).orElse(""),
                !innerHosts.contains(host),
                shared.patience());
    }
}
