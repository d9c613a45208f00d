package dev.sluice.inbox;

import static org.awaitility.Awaitility.await;

import dev.sluice.SluiceTest;
import dev.sluice.mail.MessageState;
import dev.sluice.mail.Messages;
import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.Outbox;
import dev.sluice.mail.SentMessage;
import dev.sluice.person.Persons;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A workspace that has written to somebody, and what they send back. */
public abstract class InboxCase extends SluiceTest {
    @Autowired
    protected Inbox inbox;

    @Autowired
    protected ReceivedMailRows rows;

    @Autowired
    protected Outbox outbox;

    @Autowired
    protected Messages messages;

    @Autowired
    protected Persons persons;

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    protected int workspace;
    protected String email;
    protected long person;

    @BeforeEach
    void somebodyIsKnown() {
        workspace = workspace();
        email = address();
        person = person(email);
    }

    protected long person(String address) {
        int source = sources.named(workspace, Sources.Kind.API, "test");
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email(address),
                        clock.instant(),
                        null,
                        "identified",
                        "",
                        true,
                        source,
                        Map.of(),
                        Map.of(),
                        Trust.INTERNAL)));
        return persons.withKey(workspace, "e:" + address).orElseThrow().id();
    }

    /** A mail to the person that has gone out (into the built-in mailbox). */
    protected SentMessage sent(String key) {
        long id = outbox.plan(workspace, List.of(draft(key))).get(key);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> messages.get(workspace, id).state() == MessageState.SENT);
        return messages.get(workspace, id);
    }

    protected OutboundMail draft(String key) {
        return new OutboundMail(
                person,
                email,
                key,
                OutboundMail.Kind.ANSWER,
                "thanks",
                null,
                "Your guide",
                "<p>Hello</p>",
                "",
                null,
                clock.instant(),
                5,
                Map.of());
    }

    /** The address that answers to it go to. */
    protected static String token(SentMessage sent) {
        return "hello+" + sent.messageId().substring(1, sent.messageId().indexOf('@')) + "@sluice.example";
    }

    protected ReceivedMail arrives(String message) {
        return arrives(message.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    protected ReceivedMail arrives(byte[] message) {
        long id = inbox.take(workspace, false, ReceivedMail.ReceivedVia.WEBHOOK, message, clock.instant())
                .orElseThrow();
        return rows.get(workspace, id);
    }

    protected static String reply(String from, String to, String headers, String text) {
        return "From: Ana <" + from + ">\nTo: " + to + "\nSubject: Re: Your guide\nMessage-ID: <"
                + Math.abs(text.hashCode())
                + "." + System.nanoTime() + "@there.example>\n" + headers
                + "Content-Type: text/plain; charset=utf-8\n\n" + text
                + "\n";
    }

    protected static String bounce(String to, String recipient, String messageId, String status) {
        return """
                Return-Path: <>
                From: MAILER-DAEMON@there.example
                To: %s
                Subject: Undelivered Mail Returned to Sender
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                Not delivered.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; there.example

                Final-Recipient: rfc822; %s
                Action: failed
                Status: %s
                Diagnostic-Code: smtp; 550 %s not here

                --b
                Content-Type: text/rfc822-headers

                Message-ID: %s

                --b--
                """.formatted(to, recipient, status, status, messageId);
    }

    /** The signals of a kind: whose they are, whether a human made them, and what they are about. */
    protected List<String> signals(String kind) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT person_id || ' ' || human || ' ' || subject FROM signal"
                                + " WHERE workspace_id = ? AND kind = ? ORDER BY id")
                        .params(workspace, kind)
                        .query(String.class)
                        .list());
    }
}
