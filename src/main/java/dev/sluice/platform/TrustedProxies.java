package dev.sluice.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The machines in front of Sluice whose word about a caller is believed: address, scheme and host, as {@code Forwarded}
 * (RFC 7239) or {@code X-Forwarded-*} tell them. Nobody's is unless a setting names them: anybody can send a header.
 */
public final class TrustedProxies {
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?");
    private static final Pattern NODE = Pattern.compile("\\[([^]]+)](?::\\d+)?|([^:]+)(?::\\d+)?|([0-9A-Fa-f:.]+)");

    private final List<ProxyNetwork> trusted;

    private TrustedProxies(List<ProxyNetwork> trusted) {
        this.trusted = trusted;
    }

    /** Reads {@code SLUICE_TRUSTED_PROXIES}: addresses and networks, with commas between them. */
    static TrustedProxies of(@Nullable String setting) {
        List<ProxyNetwork> trusted = new ArrayList<>();
        for (String one : setting == null ? new String[0] : setting.split(",")) {
            if (!one.isBlank()) {
                trusted.add(ProxyNetwork.of(one.strip()));
            }
        }
        return new TrustedProxies(List.copyOf(trusted));
    }

    /** The request as the one who sent it meant it: past the proxies, as far as they are trusted. */
    public HttpServletRequest past(HttpServletRequest request) {
        InetAddress peer = address(request.getRemoteAddr());
        return peer == null || !trusts(peer) ? request : new ForwardedRequest(request, this);
    }

    private boolean trusts(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.holds(address));
    }

    /** The nearest hop that is no proxy of ours; what stands before it was written by who knows whom. */
    private String client(String peer, List<String> hops) {
        String client = peer;
        for (String hop : hops.reversed()) {
            InetAddress address = node(hop);
            if (address == null) {
                return client;
            }
            client = address.getHostAddress();
            if (!trusts(address)) {
                return client;
            }
        }
        return client;
    }

    private static @Nullable InetAddress node(String hop) {
        Matcher node = NODE.matcher(hop);
        if (!node.matches()) {
            return null;
        }
        String literal = node.group(1) != null ? node.group(1) : node.group(2) != null ? node.group(2) : node.group(3);
        return address(literal);
    }

    private static @Nullable InetAddress address(String literal) {
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    /** An address with how many of its bits count. */
    private record ProxyNetwork(byte[] address, int bits) {
        static ProxyNetwork of(String text) {
            int slash = text.indexOf('/');
            InetAddress address = TrustedProxies.address(slash < 0 ? text : text.substring(0, slash));
            String bits = slash < 0 ? "" : text.substring(slash + 1);
            int most = address == null ? 0 : address.getAddress().length * 8;
            if (address == null || (slash >= 0 && (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > most))) {
                throw new EnvironmentSettings.BadSetting(
                        "SLUICE_TRUSTED_PROXIES must list addresses or networks such as"
                                + " 10.0.0.7 or 10.0.0.0/8, with commas between them, but holds \"" + text + "\".");
            }
            return new ProxyNetwork(address.getAddress(), slash < 0 ? most : Integer.parseInt(bits));
        }

        boolean holds(InetAddress other) {
            byte[] bytes = other.getAddress();
            if (bytes.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((bytes[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** A request as a trusted proxy tells it. */
    private static final class ForwardedRequest extends HttpServletRequestWrapper {
        private final String client;
        private final String scheme;
        private final String host;
        private final int port;

        ForwardedRequest(HttpServletRequest request, TrustedProxies proxies) {
            super(request);
            List<String> forwarded = values(request, "Forwarded");
            boolean standard = !forwarded.isEmpty();
            client = proxies.client(
                    request.getRemoteAddr(),
                    standard
                            ? forwarded.stream().map(hop -> of(hop, "for")).toList()
                            : values(request, "X-Forwarded-For"));
            // only the last proxy is known to be ours, and what it says of scheme and host is the last word
            String proto = standard ? of(forwarded.getLast(), "proto") : last(request, "X-Forwarded-Proto");
            scheme = List.of("http", "https").contains(proto.toLowerCase(Locale.ROOT))
                    ? proto.toLowerCase(Locale.ROOT)
                    : request.getScheme();
            Matcher told = HOST.matcher(standard ? of(forwarded.getLast(), "host") : last(request, "X-Forwarded-Host"));
            if (told.matches()) {
                host = told.group(1);
                port = told.group(2) == null ? usual(scheme) : Integer.parseInt(told.group(2));
            } else {
                boolean same = scheme.equals(request.getScheme());
                host = request.getServerName();
                port = same ? request.getServerPort() : usual(scheme);
            }
        }

        private static int usual(String scheme) {
            return scheme.equals("https") ? 443 : 80;
        }

        private static String last(HttpServletRequest request, String header) {
            List<String> values = values(request, header);
            return values.isEmpty() ? "" : values.getLast();
        }

        private static List<String> values(HttpServletRequest request, String header) {
            return Collections.list(request.getHeaders(header)).stream()
                    .flatMap(line -> Arrays.stream(line.split(",")))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .toList();
        }

        /** One parameter of an element of {@code Forwarded}, "" when it is not told. */
        private static String of(String element, String name) {
            for (String pair : element.split(";")) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase(name)) {
                    return pair.substring(equals + 1).strip().replace("\"", "");
                }
            }
            return "";
        }

        @Override
        public String getRemoteAddr() {
            return client;
        }

        @Override
        public String getRemoteHost() {
            return client;
        }

        @Override
        public String getScheme() {
            return scheme;
        }

        @Override
        public boolean isSecure() {
            return scheme.equals("https");
        }

        @Override
        public String getServerName() {
            return host;
        }

        @Override
        public int getServerPort() {
            return port;
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer(PublicUrl.origin(this)).append(getRequestURI());
        }
    }
}
