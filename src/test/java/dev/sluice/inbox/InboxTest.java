package dev.sluice.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.consent.SendPermissions;
import dev.sluice.consent.SuppressionReason;
import dev.sluice.inbox.ReceivedMail.ReceivedKind;
import dev.sluice.inbox.ReceivedMail.ReceivedState;
import dev.sluice.inbox.mailboxes.InboxSettings;
import dev.sluice.mail.SentMessage;
import dev.sluice.person.Erasure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;

/** What comes back finds its message and its person, and has its effect once; what is forged has none. */
class InboxTest extends InboxCase {
    private final List<Object> told = new CopyOnWriteArrayList<>();
    private final ApplicationListener<PayloadApplicationEvent<?>> listener = event -> told.add(event.getPayload());

    @Autowired
    private ConfigurableApplicationContext application;

    @Autowired
    private SendPermissions permission;

    @Autowired
    private Erasure erasure;

    @Autowired
    private InboxSettings settings;

    @BeforeEach
    void listen() {
        application.addApplicationListener(listener);
    }

    @AfterEach
    void listenNoMore() {
        application.removeApplicationListener(listener);
    }

    @Test
    void aReplyIsMatchedByTheTokenInItsAddressAndStandsOnTheTimelineAsAHumans() {
        SentMessage sent = sent("a");
        ReceivedMail mail = arrives(reply(email, token(sent), "", "Yes, please."));
        assertThat(mail.state()).isEqualTo(ReceivedState.MATCHED);
        assertThat(mail.message()).isEqualTo(sent.id());
        assertThat(signals("email_replied")).containsExactly(person + " true thanks");
        assertThat(told).contains(new ReplyReceived(workspace, person, sent.id()));
    }

    @Test
    void aReplyIsMatchedByTheMessagesItNamesWhereTheAddressHasNoToken() {
        SentMessage sent = sent("a");
        assertThat(arrives(reply(email, "hello@sluice.example", "In-Reply-To: " + sent.messageId() + "\n", "One"))
                        .message())
                .isEqualTo(sent.id());
        assertThat(arrives(reply(
                                email,
                                "hello@sluice.example",
                                "In-Reply-To: <x@y.example>\nReferences: " + sent.messageId() + " <x@y.example>\n",
                                "Two"))
                        .message())
                .isEqualTo(sent.id());
    }

    @Test
    void aColleaguesReplyBelongsToTheThreadsPersonAndMakesNobodyNew() {
        SentMessage sent = sent("a");
        ReceivedMail mail = arrives(reply("dana@there.example", token(sent), "", "Owen is away, ask me."));
        assertThat(mail.person()).isEqualTo(person);
        assertThat(mail.why()).contains("another address");
        assertThat(signals("email_replied")).containsExactly(person + " true thanks");
        assertThat(persons.withKey(workspace, "e:dana@there.example")).isEmpty();
        long dana = person("dana@there.example");
        arrives(reply("dana@there.example", token(sent), "", "Me again."));
        assertThat(signals("email_received")).containsExactly(dana + " true Re: Your guide");
    }

    @Test
    void whatSomebodyKnownWritesWithoutAThreadIsTheirsAndWhatAStrangerWritesWaits() {
        assertThat(arrives(reply(email, "hello@sluice.example", "", "A question."))
                        .person())
                .isEqualTo(person);
        assertThat(signals("email_received")).hasSize(1);
        ReceivedMail unknown = arrives(reply("stranger@there.example", "hello@sluice.example", "", "Who are you?"));
        assertThat(unknown.state()).isEqualTo(ReceivedState.UNMATCHED);
        api(workspace).post("/api/v1/received/" + unknown.id() + "/assignment", "{\"person\": \"" + email + "\"}");
        assertThat(rows.get(workspace, unknown.id()).person()).isEqualTo(person);
        assertThat(signals("email_received")).hasSize(2);
        assertThat(api(workspace)
                        .post("/api/v1/received/" + unknown.id() + "/assignment", "{\"person\": \"" + email + "\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void anOutOfOfficeAnswerIsNoReplyAndSaysUntilWhen() {
        SentMessage sent = sent("a");
        LocalDate until =
                LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC).plusDays(10);
        ReceivedMail mail = arrives(reply(
                email, token(sent), "Auto-Submitted: auto-replied\n", "I am out of the office until " + until + "."));
        assertThat(mail.kind()).isEqualTo(ReceivedKind.AUTO_REPLY);
        assertThat(signals("email_replied")).isEmpty();
        assertThat(signals("email_auto_replied")).containsExactly(person + " false thanks");
        assertThat(told).contains(new OutOfOfficeReceived(workspace, person, until));
        assertThat(told).noneMatch(ReplyReceived.class::isInstance);
    }

    @Test
    void aHardBounceClosesTheAddressASoftOneDoesNot() {
        SentMessage sent = sent("a");
        arrives(bounce(token(sent), email, sent.messageId(), "5.2.2"));
        assertThat(refusals()).isEmpty();
        arrives(bounce(token(sent), email, sent.messageId(), "5.1.1"));
        assertThat(refusals()).containsExactly(SuppressionReason.BOUNCED);
        assertThat(signals("email_bounced")).hasSize(2).allMatch(one -> one.equals(person + " false thanks"));
    }

    @Test
    void aForgedBounceOrComplaintHasNoEffectAndIsCounted() {
        SentMessage sent = sent("a");
        String domain = sent.messageId().substring(sent.messageId().indexOf('@'));
        List<ReceivedMail> forged = List.of(
                arrives(bounce("hello@sluice.example", email, "<made-up@sluice.example>", "5.1.1")),
                arrives(bounce("hello@sluice.example", email, "", "5.1.1")),
                arrives(bounce(
                        "hello+" + "a".repeat(28) + "@sluice.example", email, "<" + "a".repeat(28) + domain, "5.1.1")),
                arrives(bounce("hello@sluice.example", "somebody.else@there.example", sent.messageId(), "5.1.1")),
                arrives(complaint("<made-up@sluice.example>")));
        assertThat(forged).allMatch(mail -> mail.state() == ReceivedState.IGNORED);
        assertThat(refusals()).isEmpty();
        assertThat(signals("email_bounced")).isEmpty();
        assertThat(signals("email_complained")).isEmpty();
        assertThat(rows.counts(workspace)).containsEntry(ReceivedState.IGNORED, 5L);
    }

    @Test
    void aBounceOfAnotherWorkspacesMessageHasNoEffectThere() {
        SentMessage sent = sent("a");
        int theirs = workspace();
        long id = inbox.take(
                        theirs,
                        false,
                        ReceivedMail.ReceivedVia.WEBHOOK,
                        bounce(token(sent), email, sent.messageId(), "5.1.1").getBytes(StandardCharsets.UTF_8),
                        clock.instant())
                .orElseThrow();
        assertThat(rows.get(theirs, id).state()).isEqualTo(ReceivedState.IGNORED);
        assertThat(refusals()).isEmpty();
    }

    @Test
    void aComplaintAndAWishForNoMoreMailCloseTheAddressForMarketing() {
        SentMessage sent = sent("a");
        arrives(complaint(sent.messageId()));
        assertThat(signals("email_complained")).hasSize(1);
        assertThat(refusals()).isEmpty();
        assertThat(permission
                        .refused(workspace, List.of(new SendPermissions.PermissionQuery(person, email, true)))
                        .values())
                .containsExactly(SuppressionReason.COMPLAINED);
        arrives(reply(email, token(sent), "", "Unsubscribe"));
        assertThat(signals("unsubscribed")).hasSize(1);
    }

    @Test
    void whatArrivesTwiceByWhateverDoorsAndHoweverManyAtOnceIsTakenOnce() throws Exception {
        SentMessage sent = sent("a");
        String mail = reply(email, token(sent), "", "Only once");
        List<Callable<Boolean>> doors = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String hop = "Received: from hop" + i + "\n" + mail;
            doors.add(() -> inbox.take(
                            workspace,
                            false,
                            ReceivedMail.ReceivedVia.IMAP,
                            hop.getBytes(StandardCharsets.UTF_8),
                            clock.instant())
                    .isPresent());
        }
        int taken = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(doors)) {
                taken += answer.get() ? 1 : 0;
            }
        }
        assertThat(taken).isEqualTo(1);
        assertThat(signals("email_replied")).hasSize(1);
    }

    @Test
    void aMailOfOursThatComesBackAsItWasIsNobodysAnswer() {
        SentMessage sent = sent("a");
        ReceivedMail looped = arrives("From: " + email + "\nTo: " + token(sent) + "\nMessage-ID: " + sent.messageId()
                + "\nSubject: Your guide\n\nHello\n");
        assertThat(looped.state()).isEqualTo(ReceivedState.IGNORED);
        assertThat(signals("email_replied")).isEmpty();
    }

    @Test
    void theWebhookTakesMailWithItsKeyOnly() throws Exception {
        settings.renewWebhook(workspace);
        String key = settings.webhook(workspace);
        String mail = reply(email, token(sent("a")), "", "By the webhook");
        assertThat(post(key, mail).body()).contains("\"known\":false");
        assertThat(post(key, mail).body()).contains("\"known\":true");
        assertThat(signals("email_replied")).hasSize(1);
        assertThat(post(key + "x", mail).statusCode()).isEqualTo(401);
        assertThat(post(Integer.toString(workspace, 36) + "-x", mail).statusCode())
                .isEqualTo(401);
        settings.renewWebhook(workspace);
        assertThat(post(key, mail).statusCode()).isEqualTo(401);
    }

    @Test
    void hostileTextIsInertOnThePages() {
        String evil = "<script>alert(1)</script>";
        ReceivedMail mail = arrives("From: \"" + evil + "\" <stranger@there.example>\nTo: x@sluice.example\nSubject: "
                + evil + "\n\n" + evil + "\n");
        var browser = owner(workspace);
        for (String path :
                List.of("/outreach/inbox", "/outreach/inbox/" + mail.id(), "/outreach/inbox?state=unmatched")) {
            assertThat(browser.get(path).body()).contains("&lt;script&gt;").doesNotContain(evil);
        }
        assertThat(browser.get("/settings/inbox").statusCode()).isEqualTo(200);
    }

    @Test
    void whoIsErasedLeavesNoMailBehind() {
        arrives(reply(email, "hello@sluice.example", "", "Mine."));
        erasure.erase(workspace, person);
        assertThat(rows.counts(workspace).values()).allMatch(count -> count == 0);
    }

    private java.util.Collection<SuppressionReason> refusals() {
        return permission
                .refused(workspace, List.of(new SendPermissions.PermissionQuery(person, email, false)))
                .values();
    }

    private String complaint(String messageId) {
        return """
                From: feedback@provider.example
                To: abuse@sluice.example
                Subject: a complaint
                Content-Type: multipart/report; report-type=feedback-report; boundary=b

                --b
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                Original-Rcpt-To: %s

                --b
                Content-Type: message/rfc822

                Message-ID: %s
                To: %s

                --b--
                """.formatted(email, messageId, email);
    }

    private HttpResponse<String> post(String key, String mail) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/inbound/" + key))
                            .header("Content-Type", "message/rfc822")
                            .POST(BodyPublishers.ofString(mail))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
