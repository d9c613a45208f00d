package dev.sluice.mail.delivery;

import dev.sluice.mail.MailSetup;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Connections that a workspace's workers leave open for the next of them. */
final class SmtpConnectionPool {
    private static final Duration MAX_IDLE = Duration.ofSeconds(20);

    private record IdleConnection(SmtpTransport transport, MailSetup.SmtpServer server, long since) {}

    private final Deque<IdleConnection> idle = new ArrayDeque<>();

    synchronized void add(SmtpTransport transport, MailSetup.SmtpServer server) {
        idle.addLast(new IdleConnection(transport, server, System.nanoTime()));
    }

    /** One to this server that still answers; null when there is none. */
    @Nullable
    SmtpTransport take(MailSetup.SmtpServer server) {
        while (true) {
            IdleConnection connection;
            synchronized (this) {
                connection = idle.pollLast();
            }
            if (connection == null) {
                return null;
            }
            if (connection.server().equals(server) && connection.transport().answers()) {
                return connection.transport();
            }
            connection.transport().close();
        }
    }

    /** Closes connections that were not used for a while, or all. */
    void close(boolean all) {
        List<IdleConnection> old = new ArrayList<>();
        synchronized (this) {
            while (!idle.isEmpty()
                    && (all || System.nanoTime() - idle.peekFirst().since() > MAX_IDLE.toNanos())) {
                old.add(idle.pollFirst());
            }
        }
        old.forEach(connection -> connection.transport().close());
    }
}
