package dev.sluice.platform.web;

import dev.sluice.platform.TrustedProxies;
import jakarta.servlet.http.HttpServletRequest;

/** The origin of a request as rate limits count it; forwarding headers count only by {@link TrustedProxies}. */
public final class ClientAddress {
    private ClientAddress() {}

    /** The caller's IPv4 address, or the /64 network of an IPv6 one: its owner may use any address in it. */
    public static String network(HttpServletRequest request) {
        return network(request.getRemoteAddr());
    }

    public static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        String plain = address.indexOf('%') < 0 ? address : address.substring(0, address.indexOf('%'));
        String[] halves = plain.split("::", -1);
        String[] front = halves[0].isEmpty() ? new String[0] : halves[0].split(":");
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            network.append(i < front.length ? Integer.toHexString(Integer.parseInt(front[i], 16)) : "0")
                    .append(':');
        }
        return network + ":/64";
    }
}
