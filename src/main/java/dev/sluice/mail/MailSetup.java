package dev.sluice.mail;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a workspace sends, its own settings and the environment's taken together.
 *
 * @param server null where mail goes to the built-in mailbox
 * @param returns where answers and bounces go; null for the From address itself
 * @param plus whether the token of a message may stand behind a plus sign in that address
 * @param users what differs for users: their identity, by the user's number
 * @param own whether the workspace names its server itself, not the environment
 * @param ownAddress whether the workspace names its From address itself
 */
public record MailSetup(
        String workspace,
        @Nullable SmtpServer server,
        From from,
        @Nullable String returns,
        boolean plus,
        String postalAddress,
        String accent,
        SendLimits limits,
        int connections,
        boolean paused,
        Map<Integer, From> users,
        boolean own,
        boolean ownAddress) {

    /** A server that takes mail; {@code guarded} when it must stand on the public internet. */
    public record SmtpServer(
            String host,
            int port,
            SmtpTls tls,
            @Nullable String user,
            @Nullable String password,
            boolean guarded,
            Duration patience) {}

    /** How a connection is protected; what is asked for is required. */
    public enum SmtpTls {
        NONE("none"),
        STARTTLS("STARTTLS"),
        TLS("TLS");

        private final String label;

        SmtpTls(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        public static SmtpTls of(String code) {
            return valueOf(code.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /** Whom a mail comes from. */
    public record From(String name, String address) {}

    /** The most that goes out in a second, an hour and a day (0 is without limit), and in an hour to a domain. */
    public record SendLimits(int second, int hour, int day, Map<String, Integer> domains) {
        static final SendLimits NONE = new SendLimits(0, 0, 0, Map.of());

        public boolean none() {
            return second == 0 && hour == 0 && day == 0 && domains.isEmpty();
        }
    }

    public From from(@Nullable Integer user) {
        return user == null ? from : users.getOrDefault(user, from);
    }

    /** Where answers to a message with that token go. */
    public String returnAddress(From from, String token) {
        String address = returns == null ? from.address() : returns;
        int at = address.lastIndexOf('@');
        return plus ? address.substring(0, at) + "+" + token + address.substring(at) : address;
    }
}
