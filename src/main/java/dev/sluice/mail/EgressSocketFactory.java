package dev.sluice.mail;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Sockets that connect to the public internet only: for hosts that an admin of a workspace names, who must not see
 * into the network that Sluice stands in. The address checked is the address connected to.
 */
public final class EgressSocketFactory extends SocketFactory {
    /** The host is, or leads to, an address of an inner network. */
    public static final class Inner extends ConnectException {
        Inner() {
            super(
                    "This host is not on the public internet. An inner server is set by the environment (SLUICE_SMTP_HOST).");
        }
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress to, int milliseconds) throws IOException {
                if (!(to instanceof InetSocketAddress inet) || inet.getAddress() == null || !outer(inet.getAddress())) {
                    throw new Inner();
                }
                super.connect(to, milliseconds);
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    private Socket connected(InetSocketAddress to) throws IOException {
        Socket socket = createSocket();
        socket.connect(to, 10_000);
        return socket;
    }

    /** Whether the address is one that the internet routes; ranges of RFC 6890 and those that wrap an IPv4 address. */
    public static boolean outer(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] b = address.getAddress();
        return switch (address) {
            case Inet4Address four -> outer4(b[0] & 255, b[1] & 255, b[2] & 255);
            case Inet6Address six -> (b[0] & 0xe0) == 0x20 && !wrapped(b); // only 2000::/3 is given out
            default -> false;
        };
    }

    private static boolean outer4(int a, int b, int c) {
        return a != 0
                && a < 224
                && !(a == 100 && b >= 64 && b < 128)
                && !(a == 192 && b == 0 && (c == 0 || c == 2))
                && !(a == 192 && b == 88 && c == 99)
                && !(a == 198 && (b == 18 || b == 19 || (b == 51 && c == 100)))
                && !(a == 203 && b == 0 && c == 113);
    }

    /** Teredo, 6to4, documentation. */
    private static boolean wrapped(byte[] b) {
        int first = (b[0] & 255) << 8 | (b[1] & 255);
        int second = (b[2] & 255) << 8 | (b[3] & 255);
        return first == 0x2002 || (first == 0x2001 && (second < 0x200 || second == 0x0db8)) || first == 0x3fff;
    }
}
