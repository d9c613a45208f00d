package dev.sluice.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.sluice.consent.SuppressionReason;
import dev.sluice.consent.Suppressions;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is planned arrives once, as it was meant, and what is taken back does not. */
class OutboxTest extends MailTest {
    @Autowired
    private Suppressions suppressions;

    private final GreenMail green = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void aServer() {
        green.start();
        server(green.getSmtp().getPort());
    }

    @AfterEach
    void stop() {
        green.stop();
    }

    @Test
    void aPlannedMailArrivesOnceWithTheHeadersOfItsKind() throws Exception {
        String email = address();
        long person = person(email);
        OutboundMail draft = draft(person, email, "asset/1");
        long message = planned(draft);
        assertThat(planned(draft)).as("planned once").isEqualTo(message);
        SentMessage sent = settled(message);
        assertThat(sent.state()).isEqualTo(MessageState.SENT);
        assertThat(green.getReceivedMessages()).hasSize(1);
        MimeMessage mime = green.getReceivedMessages()[0];
        assertThat(mime.getSubject()).isEqualTo("Your guide");
        assertThat(mime.getMessageID())
                .isEqualTo(sent.messageId())
                .startsWith("<" + Integer.toString(workspace, 36) + "-");
        assertThat(mime.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mime.getHeader("List-Unsubscribe")).isNull();
        assertThat(mime.getRecipients(Message.RecipientType.TO)[0]).hasToString(email);
        String token = sent.messageId().substring(1, sent.messageId().indexOf('@'));
        assertThat(mime.getReplyTo()[0].toString()).contains("<hello+" + token + "@harbour.example>");
        assertThat(mime.getHeader("Return-Path")[0]).contains("hello+" + token + "@harbour.example");
        Multipart parts = (Multipart) mime.getContent();
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("Hello Ana, here it is")
                .doesNotContain("<p>");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("/l/")
                .as("links are ours now")
                .doesNotContain("harbour.example/guide");
        await().untilAsserted(() -> assertThat(signals("email_sent")).isEqualTo(1));
        assertThat(messages.byToken(token).orElseThrow().message().id()).isEqualTo(message);
        assertThat(messages.byMessageId(workspace, List.of(sent.messageId()))).containsKey(sent.messageId());
        assertThat(messages.byToken(token.substring(0, token.length() - 1) + (token.endsWith("a") ? "b" : "a")))
                .isEmpty();
    }

    @Test
    void marketingMailCarriesBothUnsubscribeHeadersALinkAndTheAddress() throws Exception {
        set("UPDATE mail_setting SET postal_address = 'Quay 1, Bristol' WHERE workspace_id = " + workspace);
        String email = address();
        OutboundMail plain = draft(person(email), email, "campaign/1/step/1");
        OutboundMail marketing = new OutboundMail(
                plain.person(),
                email,
                plain.key(),
                OutboundMail.Kind.MARKETING,
                "nurture-1",
                null,
                plain.subject(),
                plain.html(),
                "",
                "<first@example.com> <second@example.com>",
                clock.instant(),
                1,
                Map.of());
        agreesToMarketing(email);
        assertThat(settled(planned(marketing)).state()).isEqualTo(MessageState.SENT);
        MimeMessage mime = green.getReceivedMessages()[0];
        assertThat(mime.getHeader("List-Unsubscribe")[0]).startsWith("<http").contains("/u/");
        assertThat(mime.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(mime.getHeader("In-Reply-To")).containsExactly("<second@example.com>");
        assertThat(mime.getHeader("References")[0])
                .contains("<first@example.com>")
                .contains("<second@example.com>");
        Multipart parts = (Multipart) mime.getContent();
        for (int i = 0; i < 2; i++) {
            assertThat((String) parts.getBodyPart(i).getContent())
                    .contains("/u/")
                    .contains("Quay 1, Bristol");
        }
    }

    private void agreesToMarketing(String email) {
        int source = sources.named(workspace, dev.sluice.signal.Sources.Kind.API, "test");
        signals.record(
                workspace,
                List.of(new dev.sluice.signal.NewSignal(
                        dev.sluice.signal.IdentityKeys.email(email),
                        clock.instant(),
                        null,
                        "consent_given",
                        "marketing",
                        true,
                        source,
                        java.util.Map.of(),
                        java.util.Map.of(),
                        dev.sluice.signal.kind.Trust.INTERNAL)));
    }

    @Test
    void whatIsTakenBackOrSuppressedIsNotSent() {
        set("UPDATE mail_setting SET paused = true WHERE workspace_id = " + workspace);
        String email = address();
        long person = person(email);
        long first = planned(draft(person, email, "a"));
        long second = planned(draft(person, email, "b"));
        assertThat(outbox.withdraw(workspace, Set.of("a", "never-planned"), "The sequence was stopped."))
                .containsExactly("a");
        suppressions.suppress(workspace, List.of(email), SuppressionReason.SUPPRESSED, "asked by telephone");
        assertThat(messages.get(workspace, first).state()).isEqualTo(MessageState.SUPPRESSED);
        assertThat(messages.get(workspace, first).why()).isEqualTo("The sequence was stopped.");
        assertThat(messages.get(workspace, second).state()).isEqualTo(MessageState.SUPPRESSED);
        assertThat(messages.get(workspace, second).why()).isEqualTo(SuppressionReason.SUPPRESSED.sentence());
        Messages.OutboxFigures figures = messages.figures(workspace);
        assertThat(figures.planned()).isEqualTo(2);
        assertThat(figures.open()).isZero();
    }

    @Test
    void aMailThatMustWaitIsSentWhenItsTimeHasCome() {
        String email = address();
        OutboundMail now = draft(person(email), email, "later");
        OutboundMail later = new OutboundMail(
                now.person(),
                email,
                "later",
                now.kind(),
                "thanks",
                null,
                now.subject(),
                now.html(),
                "",
                null,
                clock.instant().plus(Duration.ofDays(2)),
                5,
                Map.of());
        long message = planned(later);
        await().during(Duration.ofSeconds(2))
                .until(() -> messages.get(workspace, message).state() == MessageState.READY);
        clock.forward(Duration.ofDays(3));
        assertThat(settled(message).state()).isEqualTo(MessageState.SENT);
    }

    @Test
    void limitsHoldAndNothingIsLostToThem() {
        set("UPDATE mail_setting SET per_hour = 3 WHERE workspace_id = " + workspace);
        String email = address();
        long person = person(email);
        outbox.plan(
                workspace,
                java.util.stream.IntStream.range(0, 5)
                        .mapToObj(i -> draft(person, email, "limited/" + i))
                        .toList());
        await().until(() -> messages.figures(workspace).of(MessageState.SENT) == 3);
        await().during(Duration.ofSeconds(3))
                .until(() -> messages.figures(workspace).of(MessageState.READY) == 2);
        clock.forward(Duration.ofHours(1));
        await().until(() -> messages.figures(workspace).of(MessageState.SENT) == 5);
    }
}
