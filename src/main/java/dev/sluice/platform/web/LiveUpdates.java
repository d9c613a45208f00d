package dev.sluice.platform.web;

import dev.sluice.platform.database.SqlArray;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Notifies open browsers on all nodes that something they show has changed. An update in a transaction is sent with its
 * commit and never without it.
 */
@Component
public class LiveUpdates implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LiveUpdates.class);
    private static final String CHANNEL = "sluice_live";
    private static final long TIMEOUT_MS = 30 * 60_000L;
    private static final long KEEPALIVE_NANOS = 15_000_000_000L;

    private final JdbcClient jdbc;
    private final DataSource database;
    private final Map<String, Set<SseEmitter>> watching = new ConcurrentHashMap<>();
    private volatile boolean running;
    private Thread listener = Thread.ofPlatform().unstarted(this::listen);

    LiveUpdates(JdbcClient jdbc, DataSource database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** Announces a change of that topic; several in one transaction are sent once. */
    public void tell(int workspace, String topic) {
        PendingUpdate pending = (PendingUpdate) TransactionSynchronizationManager.getResource(this);
        if (pending == null) {
            pending = new PendingUpdate();
            TransactionSynchronizationManager.bindResource(this, pending);
            TransactionSynchronizationManager.registerSynchronization(pending);
        }
        pending.topics.add(workspace + "/" + topic);
    }

    /** A stream of "changed" events of these topics for one browser. */
    public SseEmitter watch(int workspace, Set<String> topics) {
        SseEmitter browser = new SseEmitter(TIMEOUT_MS);
        Runnable gone = () -> topics.forEach(topic -> {
            Set<SseEmitter> others = watching.get(workspace + "/" + topic);
            if (others != null) {
                others.remove(browser);
            }
        });
        browser.onCompletion(gone);
        browser.onTimeout(gone);
        browser.onError(failure -> gone.run());
        topics.forEach(topic -> watching.computeIfAbsent(workspace + "/" + topic, key -> ConcurrentHashMap.newKeySet())
                .add(browser));
        send(browser, "open");
        return browser;
    }

    private final class PendingUpdate implements TransactionSynchronization {
        private final Set<String> topics = new LinkedHashSet<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            jdbc.sql("SELECT count(pg_notify(?, topic)) FROM unnest(?::text[]) AS topic")
                    .params(CHANNEL, SqlArray.text(topics))
                    .query(Long.class)
                    .single();
        }

        @Override
        public void beforeCompletion() {
            TransactionSynchronizationManager.unbindResourceIfPossible(LiveUpdates.this);
        }
    }

    private void listen() {
        while (running) {
            try (Connection connection = database.getConnection()) {
                try (var statement = connection.createStatement()) {
                    statement.execute("LISTEN " + CHANNEL);
                }
                sendToAll("changed"); // for updates that were sent while no one listened
                receive(connection.unwrap(PGConnection.class));
            } catch (SQLException away) {
                log.debug("live updates wait for the database", away);
                pause();
            }
        }
    }

    private void receive(PGConnection connection) throws SQLException {
        long last = System.nanoTime();
        while (running) {
            PGNotification[] received = connection.getNotifications(1_000);
            for (PGNotification notification : received == null ? new PGNotification[0] : received) {
                watching.getOrDefault(notification.getParameter(), Set.of())
                        .forEach(browser -> send(browser, "changed"));
            }
            if (System.nanoTime() - last >= KEEPALIVE_NANOS) {
                last = System.nanoTime();
                sendToAll("beat"); // finds closed connections
            }
        }
    }

    private void sendToAll(String event) {
        watching.values().forEach(browsers -> browsers.forEach(browser -> send(browser, event)));
    }

    private static void send(SseEmitter browser, String event) {
        try {
            browser.send(SseEmitter.event().name(event).data(""));
        } catch (IOException | IllegalStateException gone) {
            end(browser);
        }
    }

    /** A browser that disconnects during an event must not end the updates of all others. */
    private static void end(SseEmitter browser) {
        try {
            browser.complete();
        } catch (IllegalStateException goneAlready) {
            log.debug("a browser was gone already", goneAlready);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        running = true;
        listener = Thread.ofPlatform().name("live").daemon().start(this::listen);
    }

    @Override
    public void stop() {
        running = false;
        watching.values().forEach(browsers -> browsers.forEach(LiveUpdates::end));
        try {
            listener.join(3_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
