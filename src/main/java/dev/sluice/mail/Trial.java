package dev.sluice.mail;

import dev.sluice.person.EmailAddress;
import dev.sluice.workspace.Member;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Sends a test mail to whoever asks, past the outbox, and says honestly what came of it. */
@Component
class Trial {
    private final Composer composer;
    private final Mailbox mailbox;
    private final InstantSource clock;

    Trial(Composer composer, Mailbox mailbox, InstantSource clock) {
        this.composer = composer;
        this.mailbox = mailbox;
        this.clock = clock;
    }

    /** A sentence for the page. */
    String send(Member member, Setup setup) {
        Composed mail;
        try {
            mail = mail(member, setup);
        } catch (IllegalArgumentException impossible) {
            return String.valueOf(impossible.getMessage());
        }
        Setup.Server server = setup.server();
        if (server == null) {
            mailbox.keep(member.workspace(), 0, 0, Composer.bytes(mail.mime()), false);
            return "No mail server is set, so the test mail lies in the built-in mailbox.";
        }
        try (SmtpLine line =
                SmtpLine.open(server, EmailAddress.domainOf(setup.from().address()))) {
            return switch (line.send(mail, () -> true)) {
                case Verdict.Accepted accepted -> server.host() + " has taken the test mail to " + member.email() + ".";
                case Verdict.Refused refused -> server.host() + " refuses the test mail: " + refused.answer();
                case Verdict.Later later -> server.host() + " does not take it just now: " + later.answer();
                case Verdict.Unknown unknown -> unknown.what();
                case Verdict.NotBegun begun -> "The test mail was not sent.";
            };
        } catch (SmtpLine.Unreachable unreachable) {
            return String.valueOf(unreachable.getMessage());
        }
    }

    private Composed mail(Member member, Setup setup) {
        Instant now = clock.instant();
        String token = "test-" + UUID.randomUUID();
        Sent message = new Sent(
                0,
                0,
                member.email(),
                token,
                Draft.Kind.INTERNAL,
                "",
                "Test mail of " + setup.workspace(),
                State.READY,
                "",
                now,
                null,
                "<" + token + "@" + EmailAddress.domainOf(setup.from().address()) + ">");
        String html = "<p>This is a test. Mail of " + Html.escaped(setup.workspace()) + " arrives.</p>";
        Claimed claimed = new Claimed(message, UUID.randomUUID(), html, "", "", token, 1, now, "", Map.of());
        return composer.compose(
                member.workspace(), setup, new Composer.Prepared(claimed, Html.safe(html), Html.text(html), null));
    }
}
