package dev.sluice.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The proxies in front of Sluice that are trusted to name a caller's address, scheme and host, in {@code Forwarded}
 * (RFC 7239) or {@code X-Forwarded-*}. None is trusted unless a setting names it, because anyone can send a header.
 */
public final class TrustedProxies {
    private static final Pattern NODE = Pattern.compile("\\[([^]]+)](?::\\d+)?|([^:]+)(?::\\d+)?|([0-9A-Fa-f:.]+)");

    private final List<ProxyNetwork> trusted;

    private TrustedProxies(List<ProxyNetwork> trusted) {
        this.trusted = trusted;
    }

    /** Reads {@code SLUICE_TRUSTED_PROXIES}: addresses and networks, with commas between them. */
    static TrustedProxies of(@Nullable String setting) {
        List<ProxyNetwork> trusted = new ArrayList<>();
        for (String network : setting == null ? new String[0] : setting.split(",")) {
            if (!network.isBlank()) {
                trusted.add(ProxyNetwork.of(network.strip()));
            }
        }
        return new TrustedProxies(List.copyOf(trusted));
    }

    /** The request as its caller sent it, before it passed the trusted proxies. */
    public HttpServletRequest past(HttpServletRequest request) {
        InetAddress peer = address(request.getRemoteAddr());
        return peer == null || !contain(peer) ? request : new ForwardedRequest(request, this);
    }

    /** Whether the address is one of theirs. */
    public boolean contain(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    /** The nearest hop that is no trusted proxy; earlier hops may be forged. */
    String client(String peer, List<String> hops) {
        String client = peer;
        for (String hop : hops.reversed()) {
            InetAddress address = node(hop);
            if (address == null) {
                return client;
            }
            client = address.getHostAddress();
            if (!contain(address)) {
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

    static @Nullable InetAddress address(String literal) {
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
