package dev.sluice.inbox.mailboxes;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An IMAP mailbox to read.
 *
 * @param guarded when its host must stand on the public internet
 * @param shared when it is the installation's, so that mail of any workspace may lie in it
 */
record ImapAccount(
        String host,
        int port,
        ImapTls tls,
        @Nullable String user,
        @Nullable String password,
        boolean guarded,
        boolean shared) {

    /** How the connection is protected; what is asked for is required. */
    enum ImapTls {
        NONE("None", 143),
        STARTTLS("STARTTLS", 143),
        TLS("TLS", 993);

        private final String label;
        private final int port;

        ImapTls(String label, int port) {
            this.label = label;
            this.port = port;
        }

        String label() {
            return label;
        }

        int port() {
            return port;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static ImapTls of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** Which mailbox it is: what was read of another one says nothing about it. */
    String name() {
        return (user == null ? "" : user) + " at " + host + ":" + port;
    }

    @Override
    public String toString() {
        return name();
    }
}
