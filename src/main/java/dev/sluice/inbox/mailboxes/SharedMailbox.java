package dev.sluice.inbox.mailboxes;

import dev.sluice.platform.EnvironmentReader;
import dev.sluice.platform.EnvironmentSettings;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The mailbox that the environment names, for email of every workspace. */
@Component
class SharedMailbox implements EnvironmentReader {
    private final @Nullable ImapAccount account;

    SharedMailbox(EnvironmentSettings settings) {
        this.account = account(settings);
    }

    Optional<ImapAccount> account() {
        return Optional.ofNullable(account);
    }

    private static @Nullable ImapAccount account(EnvironmentSettings settings) {
        String host = settings.get("SLUICE_IMAP_HOST");
        if (host == null) {
            return null;
        }
        String tls = settings.get("SLUICE_IMAP_TLS");
        try {
            ImapAccount.ImapTls kind = tls == null ? ImapAccount.ImapTls.TLS : ImapAccount.ImapTls.of(tls);
            String port = settings.get("SLUICE_IMAP_PORT");
            OptionalInt number = ImapAccountForm.readPort(port == null ? "" : port, kind);
            if (number.isEmpty()) {
                throw new EnvironmentSettings.BadSetting("SLUICE_IMAP_PORT must be a number from 1 to 65535.");
            }
            return new ImapAccount(
                    host,
                    number.getAsInt(),
                    kind,
                    settings.get("SLUICE_IMAP_USER"),
                    settings.get("SLUICE_IMAP_PASSWORD"),
                    false,
                    true);
        } catch (IllegalArgumentException _) {
            throw new EnvironmentSettings.BadSetting(
                    "SLUICE_IMAP_TLS must be none, starttls or tls, but is \"" + tls + "\".");
        }
    }
}
