package dev.sluice.mail.delivery;

import dev.sluice.mail.SendWakeup;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Sends what is due: woken by whoever plans mail on this node, and by a slow beat for the rest. */
@Component
public class MailSendWorker implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(MailSendWorker.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration LAST_LOOK = Duration.ofSeconds(5);
    private static final int RENEW_EVERY = 5;

    private final SenderParts parts;
    private final SendWakeup wake;
    private final Workspaces workspaces;
    private final Map<Integer, WorkspaceSender> senders = new ConcurrentHashMap<>();
    private volatile boolean running;
    private Thread dispatcher = Thread.ofPlatform().unstarted(this::dispatch);
    private Thread beat = Thread.ofPlatform().unstarted(this::beat);

    MailSendWorker(SenderParts parts, SendWakeup wake, Workspaces workspaces) {
        this.parts = parts;
        this.wake = wake;
        this.workspaces = workspaces;
    }

    /** What keeps a workspace's email from going on this node; null when nothing does. */
    @Nullable
    public String trouble(int workspace) {
        WorkspaceSender sender = senders.get(workspace);
        return sender == null ? null : sender.trouble();
    }

    /** The same for every workspace that has trouble. */
    Map<Integer, String> troubles() {
        Map<Integer, String> found = new TreeMap<>();
        senders.forEach((workspace, sender) -> {
            String trouble = sender.trouble();
            if (trouble != null) {
                found.put(workspace, trouble);
            }
        });
        return found;
    }

    private void dispatch() {
        while (running) {
            try {
                wake.await(BEAT).forEach(workspace -> sender(workspace).wake());
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failure) {
                waits(failure);
            }
        }
    }

    /** Signs of life for what is being sent, first of all; then what is due, and what others have left behind. */
    private void beat() {
        for (int round = 0; running; round++) {
            try {
                Thread.sleep(BEAT);
                for (WorkspaceSender sender : senders.values()) {
                    sender.closeIdle();
                }
                if (round % RENEW_EVERY == 0) {
                    senders.forEach(this::renew);
                }
                look(workspaces.ids(), round);
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failure) {
                waits(failure);
            }
        }
    }

    private void renew(int workspace, WorkspaceSender sender) {
        Set<UUID> held = sender.held();
        if (!held.isEmpty()) {
            parts.claims().renew(workspace, held);
        }
    }

    private void look(Collection<Integer> ids, int round) {
        for (int workspace : ids) {
            try {
                if (parts.claims().anythingDue(workspace)) {
                    sender(workspace).wake();
                }
                if (round % RENEW_EVERY == 0) {
                    List<DeliveryOutcome> unsettled = parts.delivery().takeOver(workspace);
                    if (!unsettled.isEmpty()) {
                        sender(workspace).settle(unsettled);
                    }
                }
            } catch (RuntimeException failure) {
                waits(failure); // one workspace's trouble is not the next one's
            }
        }
    }

    private WorkspaceSender sender(int workspace) {
        return senders.computeIfAbsent(workspace, id -> new WorkspaceSender(id, parts));
    }

    private static void waits(RuntimeException failure) {
        switch (failure) {
            case TransactionException away -> log.debug("mail waits for the database", away);
            case DataAccessResourceFailureException away -> log.debug("mail waits for the database", away);
            case TransientDataAccessException away -> log.debug("mail waits for the database", away);
            default -> log.error("the sending of mail failed and goes on", failure);
        }
    }

    @Override
    public void start() {
        running = true;
        dispatcher = Thread.ofPlatform().name("mail").daemon().start(this::dispatch);
        beat = Thread.ofPlatform().name("mail-beat").daemon().start(this::beat);
    }

    @Override
    public void stop() {
        running = false;
        dispatcher.interrupt();
        beat.interrupt();
        try {
            dispatcher.join(LAST_LOOK); // neither may start a sender that no one would stop
            beat.join(LAST_LOOK);
            for (WorkspaceSender sender : senders.values()) {
                sender.stop(Duration.ofSeconds(20));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        senders.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
