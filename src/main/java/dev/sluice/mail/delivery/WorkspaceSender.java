package dev.sluice.mail.delivery;

import dev.sluice.mail.MailSetup;
import dev.sluice.person.EmailAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One workspace's way out on this node: workers that claim and deliver, the connections they reuse, and a pause when
 * the server is in trouble. In trouble one worker tries; when it is over, the others come back.
 */
final class WorkspaceSender {
    private static final Logger log = LoggerFactory.getLogger(WorkspaceSender.class);
    private static final int BATCH = 20;

    private final int workspace;
    private final SenderParts parts;
    private final DeliveryJournal journal;
    private final SmtpConnectionPool connections = new SmtpConnectionPool();
    private final SendBackoff backoff;
    private final Set<UUID> held = new HashSet<>();
    private boolean running = true;
    private boolean wakeRequested;
    private int workers;

    WorkspaceSender(int workspace, SenderParts parts) {
        this.workspace = workspace;
        this.parts = parts;
        this.backoff = new SendBackoff(workspace);
        this.journal =
                new DeliveryJournal("mail-steps-" + workspace, parts.delivery().steps(workspace));
    }

    /** There may be something to send: another worker looks, as long as there may be another. */
    synchronized void wake() {
        int limit = backoff.inTrouble() ? 1 : parts.settings().of(workspace).connections();
        if (!running || backoff.paused()) {
            return;
        }
        if (workers >= limit) {
            wakeRequested = true;
            return;
        }
        workers++;
        Thread.ofVirtual().name("mail-" + workspace).start(this::work);
    }

    /** What keeps email from going now; null when nothing does. */
    @Nullable
    String trouble() {
        return backoff.trouble();
    }

    /** Claims that its workers hold. */
    synchronized Set<UUID> held() {
        return Set.copyOf(held);
    }

    /** Settles outcomes that a dead node left behind. */
    void settle(List<DeliveryOutcome> unsettled) {
        journal.settleUnfinished(unsettled);
    }

    /** Closes connections that were not used for a while. */
    void closeIdle() {
        boolean all;
        synchronized (this) {
            all = !running;
        }
        connections.close(all);
    }

    /** Lets no worker take anything new, and waits for those under way. */
    void stop(Duration patience) throws InterruptedException {
        synchronized (this) {
            running = false;
            long end = System.nanoTime() + patience.toNanos();
            while (workers > 0 && System.nanoTime() < end) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, end - System.nanoTime()));
            }
        }
        journal.stop();
        closeIdle();
    }

    private void work() {
        MailTransport transport = null;
        try {
            while (mayWork()) {
                MailSetup setup = parts.settings().of(workspace);
                List<ClaimedMessage> batch =
                        setup.paused() ? List.of() : parts.claims().claim(workspace, setup.limits(), BATCH);
                if (batch.size() == BATCH) {
                    wake();
                }
                if (!batch.isEmpty()) {
                    transport = deliver(setup, batch, transport);
                } else if (!wokenMeanwhile()) {
                    break;
                }
            }
        } catch (RuntimeException failure) {
            log.warn("mail of workspace {} waits a moment: {}", workspace, failure.toString());
            log.debug("a worker failed", failure);
        } finally {
            done(transport);
        }
    }

    private synchronized boolean mayWork() {
        return running && !backoff.paused();
    }

    private synchronized boolean wokenMeanwhile() {
        boolean was = wakeRequested;
        wakeRequested = false;
        return was;
    }

    private @Nullable MailTransport deliver(MailSetup setup, List<ClaimedMessage> batch, @Nullable MailTransport open) {
        MailTransport transport = open;
        UUID claim = batch.getFirst().claim();
        hold(claim, true);
        int next = 0;
        List<ClaimedMessage> notBegun = new ArrayList<>();
        try {
            for (PreparedMessage prepared : parts.preparer().prepare(workspace, batch)) {
                if (!mayWork()) {
                    break;
                }
                ComposedMessage mail = composed(setup, prepared);
                if (mail != null) {
                    transport = transport != null && transport.usable() ? transport : opened(setup, transport);
                    if (transport == null) {
                        break;
                    }
                    SmtpOutcome outcome = transport.send(mail, () -> journal.begin(prepared.claimed()));
                    heed(outcome);
                    if (outcome instanceof SmtpOutcome.NotBegun) {
                        notBegun.add(prepared.claimed());
                    } else {
                        journal.record(parts.delivery().outcome(prepared.claimed(), outcome));
                    }
                }
                next++;
            }
        } finally {
            notBegun.addAll(batch.subList(next, batch.size()));
            if (!notBegun.isEmpty()) {
                parts.claims().release(workspace, notBegun);
            }
            journal.flush();
            hold(claim, false);
        }
        return transport;
    }

    private @Nullable ComposedMessage composed(MailSetup setup, PreparedMessage prepared) {
        try {
            return parts.composer().compose(workspace, setup, prepared);
        } catch (IllegalArgumentException invalid) {
            SmtpOutcome refused = new SmtpOutcome.SmtpRejected(String.valueOf(invalid.getMessage()), false, false);
            journal.record(parts.delivery().outcome(prepared.claimed(), refused));
            return null;
        }
    }

    private @Nullable MailTransport opened(MailSetup setup, @Nullable MailTransport broken) {
        if (broken != null) {
            broken.close();
        }
        MailSetup.SmtpServer server = setup.server();
        if (server == null) {
            return new BuiltInTransport(
                    parts.mailbox(), workspace, parts.settings().isTrial());
        }
        SmtpTransport idle = connections.take(server);
        if (idle != null) {
            return idle;
        }
        try {
            return SmtpTransport.open(server, EmailAddress.domainOf(setup.from().address()));
        } catch (SmtpTransport.Unreachable unreachable) {
            backoff.failed(String.valueOf(unreachable.getMessage()));
            return null;
        }
    }

    private void heed(SmtpOutcome outcome) {
        if (outcome instanceof SmtpOutcome.Later later && later.crowded()) {
            backoff.failed(later.answer());
        } else if (outcome instanceof SmtpOutcome.Accepted) {
            backoff.succeeded();
        }
    }

    private synchronized void hold(UUID claim, boolean hold) {
        boolean unused = hold ? held.add(claim) : held.remove(claim);
    }

    private void done(@Nullable MailTransport transport) {
        MailSetup.SmtpServer server = parts.settings().of(workspace).server();
        synchronized (this) {
            if (transport instanceof SmtpTransport smtp && smtp.usable() && server != null && running) {
                connections.add(smtp, server);
            } else if (transport != null) {
                transport.close();
            }
            workers--;
            notifyAll();
        }
    }
}
