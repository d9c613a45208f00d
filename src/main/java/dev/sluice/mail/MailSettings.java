package dev.sluice.mail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.person.EmailAddress;
import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.Json;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.Workspace;
import dev.sluice.workspace.Workspaces;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How each workspace sends; what was read is believed for under a second. */
@Component
public class MailSettings {
    public static final String PASSWORD = "smtp password";
    private static final int CONNECTIONS = 8;

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Workspaces workspaces;
    private final Vault vault;
    private final MailSetup.@Nullable SmtpServer shared;
    private final MailSetup.From sharedFrom;
    private final Duration patience;
    private final Set<String> innerHosts;
    private final Cache<Integer, MailSetup> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMillis(900))
            .build();

    MailSettings(JdbcClient jdbc, Tenancy tenancy, Workspaces workspaces, Vault vault, EnvironmentSettings settings) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.workspaces = workspaces;
        this.vault = vault;
        this.patience = Duration.ofSeconds(number(settings, "SLUICE_SMTP_TIMEOUT", 30, 1, 60));
        this.shared = shared(settings, patience);
        this.sharedFrom = from(settings);
        String inner = settings.get("SLUICE_INNER_HOSTS");
        this.innerHosts =
                inner == null ? Set.of() : Set.of(inner.toLowerCase(Locale.ROOT).split("[,\\s]+"));
    }

    public MailSetup of(int workspace) {
        return known.get(workspace, this::read);
    }

    public void forget(int workspace) {
        known.invalidate(workspace);
    }

    /** Whether the environment names a server. */
    public boolean hasSharedServer() {
        return shared != null;
    }

    /** The address that the environment sends from. */
    public String sharedAddress() {
        return sharedFrom.address();
    }

    private MailSetup read(int workspace) {
        Workspace named = workspaces.get(workspace);
        return tenancy.read(workspace, () -> {
            Map<Integer, MailSetup.From> users = users(workspace);
            return jdbc.sql("SELECT * FROM mail_setting WHERE workspace_id = ?")
                    .param(workspace)
                    .query((row, number) -> setup(named, row, users))
                    .optional()
                    .orElseGet(() -> new MailSetup(
                            named.name(),
                            shared,
                            new MailSetup.From(named.name(), sharedFrom.address()),
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

    private MailSetup setup(Workspace workspace, ResultSet row, Map<Integer, MailSetup.From> users)
            throws SQLException {
        String host = row.getString("host");
        String address = row.getString("from_address");
        String name = row.getString("from_name");
        Map<String, Integer> domains = new HashMap<>();
        Json.object(row.getString("domain_limits")).forEach((domain, most) -> {
            if (most instanceof Number number) {
                domains.put(domain, number.intValue());
            }
        });
        return new MailSetup(
                workspace.name(),
                host == null ? shared : server(workspace.id(), host, row),
                new MailSetup.From(
                        name.isEmpty() ? workspace.name() : name, address == null ? sharedFrom.address() : address),
                row.getString("return_address"),
                row.getBoolean("plus"),
                row.getString("postal_address"),
                row.getString("accent"),
                new MailSetup.SendLimits(
                        row.getInt("per_second"), row.getInt("per_hour"), row.getInt("per_day"), domains),
                row.getInt("connections"),
                row.getBoolean("paused"),
                users,
                host != null,
                address != null);
    }

    private MailSetup.SmtpServer server(int workspace, String host, ResultSet row) throws SQLException {
        byte[] password = row.getBytes("password");
        return new MailSetup.SmtpServer(
                host,
                row.getInt("port"),
                MailSetup.SmtpTls.of(row.getString("tls")),
                row.getString("user_name"),
                password == null
                        ? null
                        : vault.open(workspace, PASSWORD, password).orElse(""),
                !innerHosts.contains(host.toLowerCase(Locale.ROOT)),
                patience);
    }

    /** Each user's identity: their own, or else their team's with their own name. */
    private Map<Integer, MailSetup.From> users(int workspace) {
        Map<Integer, MailSetup.From> users = new HashMap<>();
        jdbc.sql("""
                        SELECT m.user_id, COALESCE(own.name, m.name), COALESCE(own.address, team.address)
                        FROM shared_member m
                        LEFT JOIN mail_identity own ON own.workspace_id = m.workspace_id AND own.user_id = m.user_id
                        LEFT JOIN mail_identity team ON team.workspace_id = m.workspace_id AND team.team = m.team
                        WHERE m.workspace_id = ? AND COALESCE(own.address, team.address) IS NOT NULL""")
                .param(workspace)
                .query((row, number) ->
                        users.put(row.getInt(1), new MailSetup.From(row.getString(2), row.getString(3))))
                .list();
        return users;
    }

    private static MailSetup.@Nullable SmtpServer shared(EnvironmentSettings settings, Duration patience) {
        String host = settings.get("SLUICE_SMTP_HOST");
        if (host == null) {
            return null;
        }
        String tls = settings.get("SLUICE_SMTP_TLS");
        MailSetup.SmtpTls kind;
        try {
            kind = tls == null ? MailSetup.SmtpTls.STARTTLS : MailSetup.SmtpTls.of(tls);
        } catch (IllegalArgumentException unknown) {
            throw new EnvironmentSettings.BadSetting(
                    "SLUICE_SMTP_TLS must be none, starttls or tls, but is \"" + tls + "\".");
        }
        String user = settings.get("SLUICE_SMTP_USER");
        if (user != null && kind == MailSetup.SmtpTls.NONE && !isThisMachine(host)) {
            throw new EnvironmentSettings.BadSetting(
                    "SLUICE_SMTP_TLS is none, and SLUICE_SMTP_PASSWORD would go over the network in clear; set it to"
                            + " starttls or tls.");
        }
        int usual = kind == MailSetup.SmtpTls.TLS ? 465 : kind == MailSetup.SmtpTls.STARTTLS ? 587 : 25;
        return new MailSetup.SmtpServer(
                host,
                number(settings, "SLUICE_SMTP_PORT", usual, 1, 65_535),
                kind,
                user,
                settings.get("SLUICE_SMTP_PASSWORD"),
                false,
                patience);
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("::1");
    }

    private static MailSetup.From from(EnvironmentSettings settings) {
        String given = settings.get("SLUICE_MAIL_FROM");
        String address = EmailAddress.normal(given);
        if (given != null && address == null) {
            throw new EnvironmentSettings.BadSetting(
                    "SLUICE_MAIL_FROM must be an address like hello@example.com, but is \"" + given + "\".");
        }
        return new MailSetup.From("", address == null ? "hello@sluice.invalid" : address);
    }

    private static int number(EnvironmentSettings settings, String name, int usual, int least, int most) {
        String text = settings.get(name);
        if (text == null) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the sentence below
        }
        throw new EnvironmentSettings.BadSetting(
                name + " must be a number from " + least + " to " + most + ", but is \"" + text + "\".");
    }
}
