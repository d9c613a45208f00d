package dev.sluice.mail.settings;

import dev.sluice.mail.MailHtml;
import dev.sluice.mail.MailSetup;
import dev.sluice.mail.MessageState;
import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.SentMessage;
import dev.sluice.mail.delivery.BuiltInMailbox;
import dev.sluice.mail.delivery.ClaimedMessage;
import dev.sluice.mail.delivery.ComposedMessage;
import dev.sluice.mail.delivery.Composer;
import dev.sluice.mail.delivery.OutgoingMime;
import dev.sluice.mail.delivery.PreparedMessage;
import dev.sluice.mail.delivery.SmtpOutcome;
import dev.sluice.mail.delivery.SmtpTransport;
import dev.sluice.person.EmailAddress;
import dev.sluice.workspace.Member;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Sends a test mail to whoever asks, past the outbox, and says honestly what came of it. */
@Component
class TestMail {
    private final Composer composer;
    private final BuiltInMailbox mailbox;
    private final InstantSource clock;

    TestMail(Composer composer, BuiltInMailbox mailbox, InstantSource clock) {
        this.composer = composer;
        this.mailbox = mailbox;
        this.clock = clock;
    }

    /** A sentence for the page. */
    String send(Member member, MailSetup setup) {
        ComposedMessage mail;
        try {
            mail = mail(member, setup);
        } catch (IllegalArgumentException impossible) {
            return String.valueOf(impossible.getMessage());
        }
        MailSetup.SmtpServer server = setup.server();
        if (server == null) {
            mailbox.save(member.workspace(), 0, 0, OutgoingMime.bytes(mail.mime()), false);
            return "No mail server is set, so the test mail lies in the built-in mailbox.";
        }
        try (SmtpTransport line =
                SmtpTransport.open(server, EmailAddress.domainOf(setup.from().address()))) {
            return switch (line.send(mail, () -> true)) {
                case SmtpOutcome.Accepted accepted ->
                    server.host() + " has taken the test mail to " + member.email() + ".";
                case SmtpOutcome.SmtpRejected refused -> server.host() + " refuses the test mail: " + refused.answer();
                case SmtpOutcome.Later later -> server.host() + " does not take it just now: " + later.answer();
                case SmtpOutcome.SmtpUnknown unknown -> unknown.what();
                case SmtpOutcome.KeptHere _, SmtpOutcome.NotBegun _ -> "The test mail was not sent.";
            };
        } catch (SmtpTransport.Unreachable unreachable) {
            return String.valueOf(unreachable.getMessage());
        }
    }

    private ComposedMessage mail(Member member, MailSetup setup) {
        Instant now = clock.instant();
        String token = "test-" + UUID.randomUUID();
        SentMessage message = new SentMessage(
                0,
                0,
                member.email(),
                token,
                OutboundMail.Kind.INTERNAL,
                "",
                "Test mail of " + setup.workspace(),
                MessageState.READY,
                "",
                now,
                null,
                "<" + token + "@" + EmailAddress.domainOf(setup.from().address()) + ">");
        String html = "<p>This is a test. Mail of " + MailHtml.escaped(setup.workspace()) + " arrives.</p>";
        ClaimedMessage claimed =
                new ClaimedMessage(message, UUID.randomUUID(), html, "", "", token, 1, now, "", Map.of(), "");
        return composer.compose(
                member.workspace(),
                setup,
                new PreparedMessage(claimed, MailHtml.safe(html), MailHtml.text(html), null));
    }
}
