package dev.sluice.mail.delivery;

import dev.sluice.mail.MailSettings;
import dev.sluice.mail.MailSetup;
import dev.sluice.person.EmailAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
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
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** What lanes of all workspaces have in common. */
    record Parts(
            MessageClaims claims,
            Composer composer,
            Delivery delivery,
            MailSettings settings,
            BuiltInMailbox mailbox) {}

    private record Idle(SmtpTransport line, MailSetup.SmtpServer server, long since) {}

    private final int workspace;
    private final Parts parts;
    private final DeliveryJournal steps;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Set<UUID> held = new HashSet<>();
    private boolean running = true;
    private boolean wanted;
    private int workers;
    private int troubles;
    private long resume = System.nanoTime();
    private @Nullable String trouble;

    WorkspaceSender(int workspace, Parts parts) {
        this.workspace = workspace;
        this.parts = parts;
        this.steps =
                new DeliveryJournal("mail-steps-" + workspace, parts.delivery().steps(workspace));
    }

    /** There may be something to send: another worker looks, as long as there may be another. */
    synchronized void wake() {
        int most = troubles > 0 ? 1 : parts.settings().of(workspace).connections();
        if (!running || System.nanoTime() < resume) {
            return;
        }
        if (workers >= most) {
            wanted = true;
            return;
        }
        workers++;
        Thread.ofVirtual().name("mail-" + workspace).start(this::work);
    }

    /** What keeps mail from going just now; null when nothing does. */
    synchronized @Nullable String trouble() {
        return trouble;
    }

    /** Claims in the hands of this lane's workers. */
    synchronized Set<UUID> held() {
        return Set.copyOf(held);
    }

    /** Settles what whoever has died knew. */
    void settle(List<DeliveryOutcome> left) {
        steps.settleLeft(left);
    }

    /** Closes connections that nobody has used for a while. */
    void closeIdle() {
        List<Idle> old = new ArrayList<>();
        synchronized (this) {
            while (!idle.isEmpty()
                    && (!running || System.nanoTime() - idle.peekFirst().since() > IDLE.toNanos())) {
                old.add(idle.pollFirst());
            }
        }
        old.forEach(one -> one.line().close());
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
        steps.stop();
        closeIdle();
    }

    private void work() {
        MailTransport line = null;
        try {
            while (mayWork()) {
                MailSetup setup = parts.settings().of(workspace);
                List<ClaimedMessage> batch =
                        setup.paused() ? List.of() : parts.claims().claim(workspace, setup.limits(), BATCH);
                if (batch.size() == BATCH) {
                    wake();
                }
                if (!batch.isEmpty()) {
                    line = deliver(setup, batch, line);
                } else if (!wantedMeanwhile()) {
                    break;
                }
            }
        } catch (RuntimeException failure) {
            log.warn("mail of workspace {} waits a moment: {}", workspace, failure.toString());
            log.debug("a worker failed", failure);
        } finally {
            done(line);
        }
    }

    private synchronized boolean mayWork() {
        return running && System.nanoTime() >= resume;
    }

    private synchronized boolean wantedMeanwhile() {
        boolean was = wanted;
        wanted = false;
        return was;
    }

    private @Nullable MailTransport deliver(
            MailSetup setup, List<ClaimedMessage> batch, @Nullable MailTransport given) {
        MailTransport line = given;
        UUID claim = batch.getFirst().claim();
        hold(claim, true);
        int next = 0;
        List<ClaimedMessage> open = new ArrayList<>();
        try {
            for (Composer.Prepared one : parts.composer().prepare(workspace, batch)) {
                if (!mayWork()) {
                    break;
                }
                ComposedMessage mail = composed(setup, one);
                if (mail != null) {
                    line = line != null && line.usable() ? line : opened(setup, line);
                    if (line == null) {
                        break;
                    }
                    SmtpOutcome verdict = line.send(mail, () -> steps.begin(one.claimed()));
                    heed(verdict);
                    if (verdict instanceof SmtpOutcome.NotBegun) {
                        open.add(one.claimed());
                    } else {
                        steps.settle(parts.delivery().known(one.claimed(), verdict));
                    }
                }
                next++;
            }
        } finally {
            open.addAll(batch.subList(next, batch.size()));
            if (!open.isEmpty()) {
                parts.claims().release(workspace, open);
            }
            steps.flush();
            hold(claim, false);
        }
        return line;
    }

    private @Nullable ComposedMessage composed(MailSetup setup, Composer.Prepared prepared) {
        try {
            return parts.composer().compose(workspace, setup, prepared);
        } catch (IllegalArgumentException never) {
            SmtpOutcome refused = new SmtpOutcome.SmtpRejected(String.valueOf(never.getMessage()), false, false);
            steps.settle(parts.delivery().known(prepared.claimed(), refused));
            return null;
        }
    }

    private @Nullable MailTransport opened(MailSetup setup, @Nullable MailTransport broken) {
        if (broken != null) {
            broken.close();
        }
        MailSetup.SmtpServer server = setup.server();
        if (server == null) {
            return new BuiltInTransport(parts.mailbox(), workspace);
        }
        SmtpTransport kept = kept(server);
        if (kept != null) {
            return kept;
        }
        try {
            return SmtpTransport.open(server, EmailAddress.domainOf(setup.from().address()));
        } catch (SmtpTransport.Unreachable unreachable) {
            inTrouble(String.valueOf(unreachable.getMessage()));
            return null;
        }
    }

    private @Nullable SmtpTransport kept(MailSetup.SmtpServer server) {
        while (true) {
            Idle one;
            synchronized (this) {
                one = idle.pollLast();
            }
            if (one == null) {
                return null;
            }
            if (one.server().equals(server) && one.line().answers()) {
                return one.line();
            }
            one.line().close();
        }
    }

    private void heed(SmtpOutcome verdict) {
        if (verdict instanceof SmtpOutcome.Later later && later.crowded()) {
            inTrouble(later.answer());
        } else if (verdict instanceof SmtpOutcome.Accepted) {
            synchronized (this) {
                troubles = 0;
                trouble = null;
            }
        }
    }

    /** Twice as long with each time in a row; workers that run into the same trouble together count once. */
    private synchronized void inTrouble(String what) {
        trouble = what;
        if (System.nanoTime() >= resume) {
            troubles++;
            long whole = Math.min(1_000L << Math.min(troubles - 1, 10), LONGEST_PAUSE.toMillis());
            long pause = whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1);
            resume = System.nanoTime() + Duration.ofMillis(pause).toNanos();
            log.warn("mail of workspace {} waits {} ms: {}", workspace, pause, what);
        }
    }

    private synchronized void hold(UUID claim, boolean hold) {
        boolean unused = hold ? held.add(claim) : held.remove(claim);
    }

    private void done(@Nullable MailTransport line) {
        MailSetup.SmtpServer server = parts.settings().of(workspace).server();
        synchronized (this) {
            if (line instanceof SmtpTransport smtp && smtp.usable() && server != null && running) {
                idle.addLast(new Idle(smtp, server, System.nanoTime()));
            } else if (line != null) {
                line.close();
            }
            workers--;
            notifyAll();
        }
    }
}
