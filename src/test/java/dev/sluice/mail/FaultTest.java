package dev.sluice.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.consent.SendPermissions;
import dev.sluice.consent.SuppressionReason;
import dev.sluice.consent.Suppressions;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** Servers that refuse, stall, throttle and hang up: nothing goes twice, nothing is lost, and nobody else suffers. */
class FaultTest extends MailTest {
    @Autowired
    private SendPermissions permission;

    @Autowired
    private Suppressions suppressions;

    private Sink sink;

    @AfterEach
    void close() throws Exception {
        if (sink != null) {
            sink.close();
        }
    }

    private void sink(java.util.function.Function<Sink.Asked, String> script) throws Exception {
        sink = Sink.of(script);
        server(sink.port());
    }

    private static String at(Sink.Asked asked, String phase, String answer) {
        return asked.phase().equals(phase) ? answer : null;
    }

    @ParameterizedTest
    @ValueSource(strings = {"BANNER", "EHLO", "MAIL", "RCPT", "DATA"})
    void aServerThatStallsBeforeTheMessageIsAskedAgainLater(String phase) throws Exception {
        AtomicInteger stalls = new AtomicInteger();
        sink(asked -> asked.phase().equals(phase) && stalls.getAndIncrement() == 0 ? Sink.STALL : null);
        String email = address();
        assertThat(settled(planned(draft(person(email), email, "stall"))).state())
                .isEqualTo(MessageState.SENT);
        assertThat(sink.taken()).hasSize(1);
    }

    @Test
    void whatWasKnownBeforeACrashIsSettledAndNotLeftToAPerson() {
        set("INSERT INTO mail_setting (workspace_id, paused) VALUES (" + workspace + ", true)");
        String email = address();
        long message = planned(draft(person(email), email, "crash"));
        tenancy.in(workspace, () -> {
            jdbc.sql("""
                            UPDATE message SET state = 'data_started', claim = gen_random_uuid(),
                                leased_until = clock_timestamp() - interval '1 second'
                            WHERE workspace_id = ? AND id = ?""").params(workspace, message).update();
            jdbc.sql("""
                            INSERT INTO delivery_journal (workspace_id, message_id, claim, state, why, at, bounced, hard)
                            SELECT workspace_id, id, claim, 'sent', '250 taken', now(), false, false FROM message
                            WHERE workspace_id = ? AND id = ?""").params(workspace, message).update();
        });
        SentMessage sent = settled(message);
        assertThat(sent.state()).isEqualTo(MessageState.SENT);
        assertThat(sent.why()).isEqualTo("250 taken");
        assertThat(signals("email_sent")).isEqualTo(1);
        assertThat(tenancy.read(
                        workspace,
                        () -> jdbc.sql("SELECT count(*) FROM delivery_journal WHERE workspace_id = ?")
                                .param(workspace)
                                .query(Long.class)
                                .single()))
                .isZero();
    }

    @Test
    void aServerThatSaysNothingAfterTheLastDotLeavesTheMessageToAPerson() throws Exception {
        sink(asked -> at(asked, "END", Sink.STALL));
        String email = address();
        long message = planned(draft(person(email), email, "silence"));
        assertThat(settled(message).state()).isEqualTo(MessageState.UNKNOWN);
        await().during(Duration.ofSeconds(3)).until(() -> sink.count() == 1);
        assertThat(messages.figures(workspace).of(MessageState.UNKNOWN)).isEqualTo(1);
        var browser = owner(workspace);
        assertThat(browser.get("/outreach/messages/" + message).body()).contains("Did it arrive?");
        browser.post("/outreach/messages/" + message + "/decision", Map.of("decision", "arrived"));
        assertThat(messages.get(workspace, message).state()).isEqualTo(MessageState.SENT);
        assertThat(signals("email_sent")).isEqualTo(1);
    }

    @Test
    void aConnectionCutInTheMiddleOfALongMessageIsTriedAgainAndOneCutAfterTheAnswerIsNot() throws Exception {
        AtomicInteger cuts = new AtomicInteger();
        sink(asked -> switch (asked.phase()) {
            case "BODY" -> cuts.get() == 0 && cuts.incrementAndGet() == 1 ? Sink.HANG_UP : null;
            default -> null;
        });
        String email = address();
        OutboundMail small = draft(person(email), email, "long");
        OutboundMail big = new OutboundMail(
                small.person(),
                email,
                "long",
                small.kind(),
                "thanks",
                null,
                "Long",
                "<p>" + "words ".repeat(2_000_000) + "</p>",
                "words",
                null,
                small.notBefore(),
                5,
                Map.of());
        assertThat(settled(planned(big)).state()).isEqualTo(MessageState.SENT);
        assertThat(sink.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"450, 1", "451, 1", "452, 1", "421, 2"})
    void whatIsPutOffIsSentLater(int code, int times) throws Exception {
        AtomicInteger refused = new AtomicInteger();
        sink(asked -> asked.phase().equals("RCPT") && refused.getAndIncrement() < times ? code + " not now" : null);
        String email = address();
        long message = planned(draft(person(email), email, "later"));
        await().until(() ->
                refused.get() >= 1 && messages.get(workspace, message).why().contains("not now"));
        clock.forward(Duration.ofHours(2));
        assertThat(settled(message).state()).isEqualTo(MessageState.SENT);
        assertThat(sink.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "550, true",
        "551, true",
        "553, true",
        "554, true",
        "552, false",
        "550 5.2.2 mailbox full, false",
        "550 5.7.1 policy, false"
    })
    void anAddressThatDoesNotExistIsNeverWrittenToAgainAndAFullMailboxIs(String answer, boolean hard) throws Exception {
        sink(asked -> at(asked, "RCPT", answer.contains(" ") ? answer : answer + " no"));
        String email = address();
        long person = person(email);
        assertThat(settled(planned(draft(person, email, "bounce"))).state()).isEqualTo(MessageState.FAILED);
        SendPermissions.PermissionQuery ask = new SendPermissions.PermissionQuery(person, email, false);
        assertThat(permission.refused(workspace, Set.of(ask)).containsKey(ask)).isEqualTo(hard);
        assertThat(sink.count()).isZero();
    }

    @Test
    void oneRecipientThatAlwaysFailsKeepsNobodyElseFromTheirMail() throws Exception {
        SMTPServer subetha = SMTPServer.port(0)
                .messageHandlerFactory(context -> new MessageHandler() {
                    @Override
                    public void from(String from) {}

                    @Override
                    public void recipient(String to) throws RejectException {
                        if (to.startsWith("never")) {
                            throw new RejectException(550, "5.1.1 nobody of that name");
                        }
                        if (to.startsWith("full")) {
                            throw new RejectException(452, "4.2.2 try later");
                        }
                    }

                    @Override
                    public String data(java.io.InputStream in) throws java.io.IOException {
                        in.readAllBytes();
                        return "taken";
                    }

                    @Override
                    public void done() {}
                })
                .build();
        subetha.start();
        try {
            server(subetha.getPortAllocated());
            String never = "never" + address();
            String full = "full" + address();
            planned(draft(person(never), never, "0"));
            planned(draft(person(full), full, "1"));
            for (int i = 2; i < 12; i++) {
                String email = address();
                planned(draft(person(email), email, Integer.toString(i)));
            }
            await().until(() -> messages.figures(workspace).of(MessageState.SENT) == 10);
            Messages.OutboxFigures figures = messages.figures(workspace);
            assertThat(figures.of(MessageState.FAILED)).isEqualTo(1);
            assertThat(figures.open()).as("the full mailbox is asked again").isEqualTo(1);
        } finally {
            subetha.stop();
        }
    }

    @Test
    void aServerThatClosesAfterEveryFewMessagesGetsTheRestOverNewConnections() throws Exception {
        sink(asked -> asked.phase().equals("MAIL") && asked.taken() >= 7 ? Sink.HANG_UP : null);
        plan(60);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> messages.figures(workspace).of(MessageState.SENT) == 60);
        assertThat(sink.times())
                .hasSize(60)
                .allSatisfy((id, times) -> assertThat(times).hasValue(1));
        assertThat(sink.connections()).isGreaterThanOrEqualTo(8);
    }

    @Test
    void aStormOf454SlowsDownAndNothingIsTakenForDone() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        sink(one -> one.phase().equals("MAIL") && asked.getAndIncrement() < 6 ? "454 4.7.0 slow down" : null);
        plan(30);
        await().until(() -> asked.get() >= 3);
        Messages.OutboxFigures meanwhile = messages.figures(workspace);
        assertThat(meanwhile.of(MessageState.FAILED)).isZero();
        assertThat(owner(workspace).get("/outreach/messages").body()).contains("planned");
        clock.forward(Duration.ofHours(1));
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            clock.forward(Duration.ofMinutes(1));
            return messages.figures(workspace).of(MessageState.SENT) == 30;
        });
        assertThat(sink.times())
                .hasSize(30)
                .allSatisfy((id, times) -> assertThat(times).hasValue(1));
    }

    @Test
    void withoutTheProtectionThatIsAskedForNothingIsSent() throws Exception {
        sink(asked -> null);
        set("UPDATE mail_setting SET tls = 'starttls' WHERE workspace_id = " + workspace);
        String email = address();
        long message = planned(draft(person(email), email, "stripped"));
        await().until(() -> owner(workspace).get("/outreach/messages").body().contains("offers no STARTTLS"));
        await().untilAsserted(() ->
                assertThat(messages.get(workspace, message).state()).isEqualTo(MessageState.READY));
        assertThat(sink.count()).isZero();
    }

    /** Whoever stops a mail may trust what they are told: what had not begun to go when they had spoken never goes. */
    @Test
    void whatIsStoppedBetweenClaimAndSendDoesNotGo() throws Exception {
        int races = 1_000;
        sink(asked -> null);
        List<String> emails = IntStream.range(0, races).mapToObj(i -> address()).toList();
        Map<String, Long> people = people(emails);
        Map<String, Long> ids = outbox.plan(
                workspace,
                emails.stream()
                        .map(email -> marketing(people.get(email), email))
                        .toList());
        List<Long> stopped = new ArrayList<>();
        for (int i = races - 1; i >= 0; i--) {
            String email = emails.get(i);
            switch (i % 3) {
                case 0 -> outbox.withdraw(workspace, Set.of(email), "Stopped.");
                case 1 -> suppressions.suppress(workspace, List.of(email), SuppressionReason.BOUNCED, "");
                default -> signals.record(workspace, List.of(signal(email, "unsubscribed")));
            }
            long id = ids.get(email);
            if (!Set.of(MessageState.DATA_STARTED, MessageState.SENT)
                    .contains(messages.get(workspace, id).state())) {
                stopped.add(id);
            }
        }
        await().atMost(Duration.ofMinutes(2))
                .until(() -> messages.figures(workspace).open() == 0);
        assertThat(stopped).hasSizeGreaterThan(races / 10);
        assertThat(stopped)
                .allSatisfy(
                        id -> assertThat(messages.get(workspace, id).state()).isEqualTo(MessageState.SUPPRESSED));
        Messages.OutboxFigures figures = messages.figures(workspace);
        assertThat(figures.of(MessageState.SENT) + figures.of(MessageState.SUPPRESSED))
                .isEqualTo(races);
        await().during(Duration.ofMillis(500)).until(() -> sink.count() == figures.of(MessageState.SENT));
    }

    private Map<String, Long> people(List<String> emails) {
        signals.record(
                workspace,
                emails.stream().map(email -> signal(email, "identified")).toList());
        Map<String, Long> known = persons.withKeys(
                workspace, emails.stream().map(email -> "e:" + email).toList());
        return emails.stream().collect(Collectors.toMap(email -> email, email -> known.get("e:" + email)));
    }

    private NewSignal signal(String email, String kind) {
        return new NewSignal(
                IdentityKeys.email(email),
                clock.instant(),
                null,
                kind,
                "",
                true,
                sources.named(workspace, Sources.Kind.API, "test"),
                Map.of(),
                Map.of(),
                Trust.INTERNAL);
    }

    private OutboundMail marketing(long person, String email) {
        OutboundMail draft = draft(person, email, email);
        return new OutboundMail(
                person,
                email,
                email,
                OutboundMail.Kind.MARKETING,
                draft.template(),
                null,
                draft.subject(),
                draft.html(),
                "",
                null,
                clock.instant(),
                5,
                Map.of());
    }

    private void plan(int many) {
        String email = address();
        long person = person(email);
        outbox.plan(
                workspace,
                IntStream.range(0, many)
                        .mapToObj(i -> draft(person, email, "plan/" + i))
                        .toList());
    }
}
