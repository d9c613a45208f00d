package dev.sluice.inbox.mailboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.sluice.inbox.InboxCase;
import dev.sluice.inbox.ReceivedMail;
import dev.sluice.mail.SentMessage;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A mailbox is read at once, whole, once, and left as it is. */
class ImapTest extends InboxCase {
    private final GreenMail green = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_IMAP));
    private final List<MailboxReader> readers = new ArrayList<>();

    @Autowired
    private MailboxCursorRows places;

    private GreenMailUser box;

    @BeforeEach
    void aMailbox() {
        green.start();
        box = green.setUser("hello@sluice.example", "hello", "secret");
    }

    @AfterEach
    void stop() {
        readers.forEach(MailboxReader::stop);
        green.stop();
    }

    @Test
    void aReplyIsASignalByItself() {
        SentMessage sent = sent("a");
        read(UUID.randomUUID());
        deliver(reply(email, token(sent), "", "Quick"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> signals("email_replied").size() == 1);
        assertThat(unread()).as("left as it was").isTrue();
    }

    @Test
    void whatCameWhileNobodyReadIsReadAfterwardsAndNothingTwice() {
        SentMessage sent = sent("a");
        UUID first = UUID.randomUUID();
        MailboxReader reader = read(first);
        deliver(reply(email, token(sent), "", "Before"));
        await().until(() -> signals("email_replied").size() == 1);
        reader.stop();
        places.release(workspace, first);
        for (int i = 0; i < 20; i++) {
            deliver(reply(email, token(sent), "", "While away " + i));
        }
        read(UUID.randomUUID());
        deliver(reply(email, token(sent), "", "After"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> signals("email_replied").size() == 22);
    }

    @Test
    void aMailboxThatIsNumberedAnewIsReadAgainWithoutEffect() throws Exception {
        SentMessage sent = sent("a");
        UUID lease = UUID.randomUUID();
        MailboxReader reader = read(lease);
        deliver(reply(email, token(sent), "", "One"));
        await().until(() -> signals("email_replied").size() == 1);
        reader.stop();
        tenancy.in(workspace, () -> {
            jdbc.sql("UPDATE mailbox_cursor SET uid_validity = 1 WHERE workspace_id = ?")
                    .param(workspace)
                    .update();
        });
        deliver(reply(email, token(sent), "", "Two"));
        places.release(workspace, lease);
        read(UUID.randomUUID());
        await().atMost(Duration.ofMinutes(1))
                .until(() -> signals("email_replied").size() == 2);
        assertThat(rows.counts(workspace).get(ReceivedMail.ReceivedState.MATCHED))
                .isEqualTo(2);
    }

    @Test
    void ofTwoNodesOneReads() {
        UUID first = UUID.randomUUID();
        assertThat(places.lease(workspace, first)).isTrue();
        assertThat(places.lease(workspace, UUID.randomUUID())).isFalse();
        assertThat(places.lease(workspace, first)).isTrue();
        tenancy.in(workspace, () -> {
            jdbc.sql("UPDATE mailbox_cursor SET leased_until = now() - interval '1 second' WHERE workspace_id = ?")
                    .param(workspace)
                    .update();
        });
        UUID second = UUID.randomUUID();
        assertThat(places.lease(workspace, second)).as("a dead node's").isTrue();
        assertThat(places.read(workspace, first, 1, 7))
                .as("who slept may not note anything")
                .isFalse();
    }

    @Test
    void aServerThatIsAwayIsToldInASentenceAndTriedAgain() {
        int port = green.getImap().getPort();
        green.stop();
        UUID lease = UUID.randomUUID();
        assertThat(places.lease(workspace, lease)).isTrue();
        MailboxReader reader = reader(lease, port);
        await().until(() -> places.health(workspace).orElseThrow().state().contains("cannot be reached"));
        reader.stop();
        ImapAccount guarded =
                new ImapAccount("localhost", port, ImapAccount.ImapTls.NONE, "hello", "secret", true, false);
        assertThat(ImapConnection.sentence(guarded, new jakarta.mail.MessagingException("refused: port " + port)))
                .as("no word about ports of inner hosts")
                .doesNotContain(Integer.toString(port));
    }

    @Test
    void anInnerHostNamedByAWorkspaceIsNotEvenConnectedTo() {
        ImapAccount guarded = new ImapAccount(
                "127.0.0.1", green.getImap().getPort(), ImapAccount.ImapTls.NONE, "hello", "secret", true, false);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> ImapConnection.open(guarded))
                .isInstanceOf(jakarta.mail.MessagingException.class);
    }

    @Test
    void aBombInTheMailboxBlocksNothing() {
        SentMessage sent = sent("a");
        read(UUID.randomUUID());
        StringBuilder headers = new StringBuilder("From: a@b.example\n");
        for (int i = 0; i < 50_000; i++) {
            headers.append("X-H").append(i).append(": 1\n");
        }
        deliver(headers + "\nBoom\n");
        deliver(reply(email, token(sent), "", "Still read"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> signals("email_replied").size() == 1);
        assertThat(rows.counts(workspace).get(ReceivedMail.ReceivedState.IGNORED))
                .isEqualTo(1);
    }

    /** Reads with that lease, and returns when the mailbox is open. */
    private MailboxReader read(UUID lease) {
        assertThat(places.lease(workspace, lease)).isTrue();
        MailboxReader reader = reader(lease, green.getImap().getPort());
        await().until(() -> places.health(workspace)
                .filter(health -> health.checkedAt() != null)
                .isPresent());
        return reader;
    }

    private MailboxReader reader(UUID lease, int port) {
        ImapAccount account =
                new ImapAccount("localhost", port, ImapAccount.ImapTls.NONE, "hello", "secret", false, false);
        MailboxReader reader = new MailboxReader(workspace, account, lease, inbox, places, clock);
        readers.add(reader);
        Thread.ofVirtual().start(reader);
        return reader;
    }

    private void deliver(String mail) {
        try {
            box.deliver(new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8))));
        } catch (jakarta.mail.MessagingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private boolean unread() {
        try {
            MailFolder folder = green.getManagers().getImapHostManager().getInbox(box);
            return folder.getMessages().stream().noneMatch(one -> one.getFlags().contains(Flags.Flag.SEEN));
        } catch (com.icegreen.greenmail.store.FolderException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
