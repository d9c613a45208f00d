package dev.sluice.inbox.mailboxes;

import dev.sluice.inbox.Inbox;
import dev.sluice.platform.PeriodicWorker;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Keeps a reader at every mailbox that is set up and that no other node reads; a dead node's are taken over. */
@Component
class MailboxSupervisor extends PeriodicWorker {
    private static final Logger log = LoggerFactory.getLogger(MailboxSupervisor.class);
    private static final Duration BEAT = Duration.ofSeconds(2);

    private final Inbox inbox;
    private final InboxSettings settings;
    private final MailboxCursorRows places;
    private final Workspaces workspaces;
    private final InstantSource clock;
    private final UUID node = UUID.randomUUID();
    private final Map<Integer, MailboxReader> readers = new HashMap<>();

    MailboxSupervisor(
            Inbox inbox, InboxSettings settings, MailboxCursorRows places, Workspaces workspaces, InstantSource clock) {
        super("mailboxes");
        this.inbox = inbox;
        this.settings = settings;
        this.places = places;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @Override
    protected void round() throws InterruptedException {
        look();
        Thread.sleep(BEAT);
    }

    private void look() {
        Set<Integer> there = Set.copyOf(workspaces.ids());
        for (int workspace : there) {
            Optional<ImapAccount> account = settings.account(workspace);
            MailboxReader reader = readers.get(workspace);
            boolean same =
                    reader != null && account.filter(reader.account::equals).isPresent();
            if (reader != null && (!same || !places.lease(workspace, node))) {
                reader.stop();
                readers.remove(workspace);
                reader = null;
            }
            if (reader == null && account.isPresent() && places.lease(workspace, node)) {
                begin(workspace, account.get());
            }
        }
    }

    private void begin(int workspace, ImapAccount account) {
        MailboxReader reader = new MailboxReader(workspace, account, node, inbox, places, clock);
        readers.put(workspace, reader);
        Thread.ofVirtual().name("mailbox-" + workspace).start(reader);
    }

    @Override
    protected void ended() {
        readers.values().forEach(MailboxReader::stop);
        readers.keySet().forEach(workspace -> {
            try {
                places.release(workspace, node);
            } catch (TransactionException | DataAccessException away) {
                log.debug("the lease of a mailbox runs out by itself", away);
            }
        });
        readers.clear();
    }
}
