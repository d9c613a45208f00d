package dev.sluice.inbox.mailboxes;

import dev.sluice.inbox.Inbox;
import dev.sluice.inbox.ReceivedMail.ReceivedVia;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Reads one mailbox as long as it holds the lease: what is new at once, each message once, nothing forgotten while it
 * was away. What was read is noted after it was kept; what is read twice is known by its key.
 */
final class MailboxReader implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(MailboxReader.class);
    private static final long POLL_MS = 15_000;
    private static final long PAUSE_MS = 1_000;
    private static final long LONGEST_PAUSE_MS = 5 * 60_000;

    /** How far back a mailbox is read again after its server has numbered it anew. */
    private static final Duration AGAIN = Duration.ofDays(14);

    /** Another node has the mailbox. */
    private static final class LostLease extends RuntimeException {}

    final int workspace;
    final ImapAccount account;
    final UUID lease;
    private final Inbox inbox;
    private final MailboxCursorRows places;
    private final InstantSource clock;
    private volatile boolean running = true;
    private volatile @Nullable ImapConnection line;
    private volatile @Nullable Thread thread;

    MailboxReader(
            int workspace,
            ImapAccount account,
            UUID lease,
            Inbox inbox,
            MailboxCursorRows places,
            InstantSource clock) {
        this.workspace = workspace;
        this.account = account;
        this.lease = lease;
        this.inbox = inbox;
        this.places = places;
        this.clock = clock;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        long pause = PAUSE_MS;
        while (running) {
            boolean wasOpen = false;
            try (ImapConnection open = ImapConnection.open(account)) {
                line = open;
                wasOpen = true;
                places.say(workspace, lease, "");
                follow(open);
            } catch (InterruptedException | LostLease ended) {
                return;
            } catch (MessagingException | IOException failure) {
                log.debug("the mailbox of workspace {} is away", workspace, failure);
                if (running && !wasOpen) {
                    places.say(workspace, lease, ImapConnection.sentence(account, failure));
                }
            } catch (TransactionException | DataAccessResourceFailureException | TransientDataAccessException away) {
                log.debug("the mailbox of workspace {} waits for the database", workspace, away);
            } catch (RuntimeException failure) {
                log.error("reading the mailbox of workspace {} failed and is tried again", workspace, failure);
            }
            pause = wasOpen ? PAUSE_MS : Math.min(LONGEST_PAUSE_MS, pause * 2);
            if (!rest(pause)) {
                return;
            }
        }
    }

    private void follow(ImapConnection open) throws MessagingException, IOException, InterruptedException {
        long validity = open.validity();
        MailboxCursorRows.MailboxCursor place = places.place(workspace, account.name());
        long last = place.lastUid();
        if (place.validity() == null) {
            last = open.nextUid() - 1; // what lay there before Sluice came is nobody's answer to it
            note(validity, last);
        } else if (place.validity() != validity) {
            Instant from = place.checkedAt() == null ? clock.instant() : place.checkedAt();
            long next = open.nextUid();
            last = Math.max(take(open, open.since(from.minus(AGAIN)), validity, 0), next - 1);
            note(validity, last);
        }
        while (running) {
            int known = open.count();
            last = take(open, open.after(last), validity, last);
            open.await(known, POLL_MS);
        }
    }

    private long take(ImapConnection open, List<Long> uids, long validity, long last)
            throws MessagingException, IOException {
        long read = last;
        for (long uid : uids) {
            ImapConnection.@Nullable FetchedMessage found = open.fetch(uid);
            if (found != null) {
                Instant at = found.at().isAfter(clock.instant()) ? clock.instant() : found.at();
                take(found.bytes(), at);
            }
            read = Math.max(read, uid);
            note(validity, read);
        }
        return read;
    }

    /** Not a fault of the database's, so it would fail again: the message is set aside, and the next one is read. */
    private void take(byte[] bytes, Instant at) {
        try {
            inbox.take(workspace, account.shared(), ReceivedVia.IMAP, bytes, at);
        } catch (TransactionException | DataAccessResourceFailureException | TransientDataAccessException away) {
            throw away;
        } catch (RuntimeException failure) {
            log.error("a mail of workspace {} could not be taken in and is set aside", workspace, failure);
            inbox.setAside(workspace, ReceivedVia.IMAP, bytes, at);
        }
    }

    private void note(long validity, long uid) {
        if (!places.read(workspace, lease, validity, uid)) {
            throw new LostLease();
        }
    }

    private boolean rest(long pause) {
        try {
            Thread.sleep(running ? pause / 2 + ThreadLocalRandom.current().nextLong(pause) : 0);
            return running;
        } catch (InterruptedException stopped) {
            return false;
        }
    }

    /** Ends the reading; returns at once. */
    void stop() {
        running = false;
        ImapConnection open = line;
        if (open != null) {
            Thread.ofVirtual().start(open::close);
        }
        Thread reading = thread;
        if (reading != null) {
            reading.interrupt();
        }
    }
}
