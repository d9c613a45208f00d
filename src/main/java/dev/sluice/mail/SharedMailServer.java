package dev.sluice.mail;

import dev.sluice.person.EmailAddress;
import dev.sluice.platform.EnvironmentReader;
import dev.sluice.platform.EnvironmentSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The mail server and sender that the environment names, for workspaces that set none. */
@Component
class SharedMailServer implements EnvironmentReader {
    private final Duration patience;
    private final MailSetup.@Nullable SmtpServer server;
    private final MailSetup.From from;
    private final boolean trial;

    SharedMailServer(EnvironmentSettings settings) {
        this.trial = "true".equals(settings.get("SLUICE_MAILBOX_TRIAL"));
        this.patience = Duration.ofSeconds(number(settings, "SLUICE_SMTP_TIMEOUT", 30, 1, 60));
        this.server = server(settings, patience);
        this.from = from(settings);
    }

    /** How long a server may take to answer. */
    Duration patience() {
        return patience;
    }

    /** Whether what the built-in mailbox takes counts as sent: for trying everything out without a server. */
    boolean trial() {
        return trial;
    }

    /** Null when the environment names none. */
    MailSetup.@Nullable SmtpServer server() {
        return server;
    }

    MailSetup.From from() {
        return from;
    }

    private static MailSetup.@Nullable SmtpServer server(EnvironmentSettings settings, Duration patience) {
        String host = settings.get("SLUICE_SMTP_HOST");
        if (host == null) {
            return null;
        }
        String tls = settings.get("SLUICE_SMTP_TLS");
        MailSetup.SmtpTls kind;
        try {
            kind = tls == null ? MailSetup.SmtpTls.STARTTLS : MailSetup.SmtpTls.of(tls);
        } catch (IllegalArgumentException _) {
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
        String text = settings.get("SLUICE_MAIL_FROM");
        String address = EmailAddress.normal(text);
        if (text != null && address == null) {
            throw new EnvironmentSettings.BadSetting(
                    "SLUICE_MAIL_FROM must be an address like hello@example.com, but is \"" + text + "\".");
        }
        return new MailSetup.From("", address == null ? "hello@sluice.invalid" : address);
    }

    private static int number(EnvironmentSettings settings, String name, int usual, int min, int max) {
        String text = settings.get(name);
        if (text == null) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // falls through to the sentence below
        }
        throw new EnvironmentSettings.BadSetting(
                name + " must be a number from " + min + " to " + max + ", but is \"" + text + "\".");
    }
}
