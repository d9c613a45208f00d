package dev.sluice.inbox.mailboxes;

import dev.sluice.mail.InnerHosts;
import dev.sluice.platform.BadInput;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The mailbox that an admin enters; an empty password means the one that is stored. */
record ImapAccountForm(String host, String port, String tls, String user, String password) {
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.:-]{0,250}[a-z0-9])?");

    String hostName() {
        return host.strip().toLowerCase(Locale.ROOT);
    }

    String userName() {
        return user.strip();
    }

    /** How the connection is protected, or {@link BadInput} when anything but the password cannot be accepted. */
    ImapAccount.ImapTls checked(InnerHosts innerHosts) {
        ImapAccount.ImapTls kind;
        try {
            kind = ImapAccount.ImapTls.of(tls);
        } catch (IllegalArgumentException _) {
            throw new BadInput("tls", "Choose TLS, STARTTLS or none.");
        }
        if (!HOST.matcher(hostName()).matches()) {
            throw new BadInput("host", "Write the IMAP server's name, like imap.example.com.");
        }
        if (kind == ImapAccount.ImapTls.NONE && !innerHosts.contains(hostName())) {
            throw new BadInput(
                    "tls", "Choose TLS or STARTTLS: without it the password goes over the network in clear.");
        }
        if (user.isBlank() || user.length() > 200) {
            throw new BadInput("user", "Write the user name with which the mailbox is opened.");
        }
        return kind;
    }

    /** The port, or the usual one of the protection when none is entered. */
    static int port(String text, ImapAccount.ImapTls tls) {
        OptionalInt port = readPort(text, tls);
        if (port.isEmpty()) {
            throw new BadInput("port", "Write a port from 1 to 65535, or leave it empty for the usual one.");
        }
        return port.getAsInt();
    }

    /** The port, the usual one for "", or empty when it is none. */
    static OptionalInt readPort(String text, ImapAccount.ImapTls tls) {
        try {
            int port = text.isBlank() ? tls.port() : Integer.parseInt(text.strip());
            return port >= 1 && port <= 65_535 ? OptionalInt.of(port) : OptionalInt.empty();
        } catch (NumberFormatException _) {
            return OptionalInt.empty();
        }
    }
}
