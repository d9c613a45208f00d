package dev.sluice.platform.connection;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.function.Predicate;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Accepts no more than so many connections of one IPv4 address, or of one IPv6 network of 64 bits. */
final class LimitedEndpoint extends NioEndpoint {
    private static final int IPV6_NETWORK = 8;

    private volatile Predicate<InetAddress> exempt = _ -> false;

    void exempt(Predicate<InetAddress> addresses) {
        exempt = addresses;
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        if (isOneTooMany(socket)) {
            destroySocket(socket);
            return false;
        }
        return super.setSocketOptions(socket);
    }

    private boolean isOneTooMany(SocketChannel socket) {
        if (getConnectionCount() <= ConnectionLimits.BY_ADDRESS) {
            return false;
        }
        InetAddress caller = address(socket);
        if (caller == null || exempt.test(caller)) {
            return false;
        }
        byte[] network = network(caller);
        int found = 0;
        for (SocketWrapperBase<NioChannel> open : getConnections()) {
            InetAddress other = address(open.getSocket().getIOChannel());
            if (other != null && Arrays.equals(network(other), network)) {
                found++;
            }
        }
        return found >= ConnectionLimits.BY_ADDRESS;
    }

    private static @Nullable InetAddress address(@Nullable SocketChannel socket) {
        try {
            return socket != null && socket.getRemoteAddress() instanceof InetSocketAddress remote
                    ? remote.getAddress()
                    : null;
        } catch (IOException closed) {
            return null;
        }
    }

    private static byte[] network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK) : bytes;
    }
}
