package dev.sluice.outreach.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.SluiceTest;
import dev.sluice.consent.SuppressionReason;
import dev.sluice.consent.Suppressions;
import dev.sluice.funnel.FollowUpRules;
import dev.sluice.mail.MessageState;
import dev.sluice.mail.Messages;
import dev.sluice.mail.SentMessage;
import dev.sluice.outreach.OutreachWorker;
import dev.sluice.outreach.outcome.MailOutcomes;
import dev.sluice.outreach.outcome.OutcomeFigures;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.SequenceChanges;
import dev.sluice.outreach.sequence.SequenceDefinition;
import dev.sluice.outreach.sequence.SequenceStep;
import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.outreach.sequence.StepDelay;
import dev.sluice.outreach.sequence.StepEdits;
import dev.sluice.person.Persons;
import dev.sluice.platform.Json;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import dev.sluice.template.Template;
import dev.sluice.template.Templates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From a form to the first touch, and follow-up until there is an answer. */
class OutreachTest extends SluiceTest {
    private static final String ALWAYS = """
            "window": {"days": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
                       "from": "00:00", "to": "00:00"}""";

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Persons persons;

    @Autowired
    private Settled settled;

    @Autowired
    private Sequences sequences;

    @Autowired
    private Enrolments enrolments;

    @Autowired
    private ManualEnrolments manual;

    @Autowired
    private SequenceChanges changes;

    @Autowired
    private Templates templates;

    @Autowired
    private MailOutcomes outcomes;

    @Autowired
    private OutreachWorker runner;

    @Autowired
    private Messages messages;

    @Autowired
    private Suppressions suppressions;

    private int workspace;
    private int source;

    @BeforeEach
    void aWorkspaceThatFollowsUp() throws IOException {
        workspace = workspace();
        source = sources.named(workspace, Sources.Kind.API, "test");
        try (InputStream in = FollowUpRules.class.getResourceAsStream("/funnel/managed-it.yaml")) {
            settled.decides(workspace, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private long tell(String email, String kind, String subject, Map<String, Object> traits, Map<String, Object> data) {
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email(email),
                        clock.instant(),
                        null,
                        kind,
                        subject,
                        true,
                        source,
                        traits,
                        data,
                        Trust.INTERNAL)));
        return persons.withKey(workspace, "e:" + email).orElseThrow().id();
    }

    private long known(String email) {
        long person = tell(email, "identified", "", Map.of("name", "Ruth Okafor"), Map.of());
        settled.settled(workspace);
        tenancy.in(workspace, () -> enrolments.stopAll(workspace, List.of(person), "the test begins with nothing"));
        return person;
    }

    private void sequence(String name, int priority, String steps) {
        SequenceDefinition plan = SequenceDefinition.read(Json.object("{\"title\": \"" + name + "\", \"priority\": "
                + priority + ", " + ALWAYS + ", \"steps\": " + steps + "}"));
        sequences.add(workspace, name, plan, null);
        sequences.status(workspace, name, Sequence.Status.RUNNING);
    }

    private static final String TWO_MAILS = """
            [{"id": "a", "kind": "mail", "template": "outage-cost"},
             {"id": "b", "kind": "mail", "after": "1d", "template": "case-study"}]""";

    private List<SentMessage> mail(long person) {
        return messages.findByPerson(workspace, person);
    }

    private Enrolment enrolment(long person, String sequence) {
        return enrolments.findByPerson(workspace, person).stream()
                .filter(one -> one.sequence().equals(sequence))
                .findFirst()
                .orElseThrow();
    }

    private void untilSent(long person, int mails) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(mail(person).stream()
                                .filter(one -> one.state() == MessageState.SENT)
                                .count())
                        .isEqualTo(mails));
    }

    @Test
    void whoeverSendsAFormHasTheFirstTouchAtOnceAndItsClockIsMet() {
        String email = address();
        long person = tell(email, "form_submitted", "contact", Map.of("name", "Ruth Okafor"), Map.of());
        untilSent(person, 1);

        SentMessage first = mail(person).getFirst();
        assertThat(first.template()).isEqualTo("thanks-and-next-step");
        assertThat(messages.body(workspace, first.id()).text()).contains("Hello Ruth,");
        assertThat(tenancy.read(
                        workspace,
                        () -> jdbc.sql("SELECT state FROM first_touch WHERE workspace_id = ? AND person_id = ?")
                                .params(workspace, person)
                                .query(String.class)
                                .single()))
                .isEqualTo("sent");
        Map<String, Object> clock = tenancy.read(
                workspace, () -> jdbc.sql("""
                                SELECT met_at IS NOT NULL AS met, breached_at IS NOT NULL AS breached FROM response_clock
                                WHERE workspace_id = ? AND person_id = ? AND class = 'first_touch'""").params(workspace, person).query().singleRow());
        assertThat(clock).containsEntry("met", true).containsEntry("breached", false);
    }

    @Test
    void otherFormsAreAnsweredTooButStrangersCannotFloodAnAddress() {
        String email = address();
        long person = 0;
        for (int i = 0; i < 6; i++) {
            person = tell(email, "form_submitted", "contact-" + i, Map.of(), Map.of());
        }
        settled.settled(workspace);
        untilSent(person, 3);
        assertThat(mail(person)).hasSize(3);
    }

    @Test
    void aFormThatIsSentAgainIsAnsweredOnceAndAnewTheNextDay() {
        String email = address();
        long person = 0;
        for (int i = 0; i < 7; i++) {
            person = tell(email, "form_submitted", "contact", Map.of(), Map.of());
            clock.forward(Duration.ofSeconds(20L * i));
        }
        settled.settled(workspace);
        untilSent(person, 1);
        tell(email, "form_submitted", "contact", Map.of(), Map.of());
        settled.settled(workspace);
        runner.due(workspace);
        assertThat(mail(person)).hasSize(1);

        clock.forward(Duration.ofDays(1));
        tell(email, "form_submitted", "contact", Map.of(), Map.of());
        untilSent(person, 2);
    }

    @Test
    void aStageThatIsEnteredStartsTheSequenceOfTheDefinition() {
        long person = tell(address(), "identified", "", Map.of("name", "Ruth"), Map.of());
        settled.settled(workspace);

        Enrolment enrolment = enrolment(person, "five-mails");
        assertThat(enrolment.state()).isEqualTo("active");
        assertThat(enrolment.cause()).isEqualTo("by the funnel");
        assertThat(enrolment.stage()).isEqualTo("lead");
    }

    @Test
    void stepsFollowEachOtherAndTheEndIsDone() {
        long person = known(address());
        sequence("two", 50, TWO_MAILS);
        assertThat(manual.start(workspace, "two", List.of(person), null).begun())
                .hasSize(1);
        untilSent(person, 1);
        assertThat(enrolment(person, "two").nextStep()).isEqualTo("b");

        clock.forward(Duration.ofDays(1).plusMinutes(1));
        untilSent(person, 2);
        await().untilAsserted(() -> assertThat(enrolment(person, "two").state()).isEqualTo("done"));
        assertThat(manual.start(workspace, "two", List.of(person), null).begun())
                .as("whoever is through may begin again")
                .hasSize(1);
    }

    @Test
    void stepsThatAreDaysLateGoInTurnAndNotInAFlood() {
        sequence("nurture", 20, TWO_MAILS);
        List<Long> people = LongStream.range(0, 130)
                .mapToObj(i -> known("late" + i + "@harbour-it.example"))
                .toList();
        tenancy.in(workspace, () -> {
            manual.start(workspace, "nurture", people, null);
            jdbc.sql("UPDATE enrolment SET due_at = ? WHERE workspace_id = ? AND sequence = 'nurture'")
                    .params(Timestamp.from(clock.instant().minus(Duration.ofDays(400))), workspace)
                    .update();
        });
        runner.due(workspace);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(inFirstStep(people)).hasSize(30));
        runner.due(workspace);
        List<Enrolment> waiting = inFirstStep(people);
        assertThat(waiting).as("asked again at once, nothing more goes").hasSize(30);
        assertThat(waiting).allSatisfy(one -> assertThat(one.held()).contains("days late"));
        assertThat(Duration.between(
                        waiting.getFirst().dueAt(), waiting.getLast().dueAt()))
                .as("500 an hour")
                .isEqualTo(Duration.ofMillis(7_200 * 29));
    }

    private List<Enrolment> inFirstStep(List<Long> people) {
        return people.stream()
                .map(person -> enrolment(person, "nurture"))
                .filter(one -> one.nextStep().equals("a"))
                .sorted(Comparator.comparing(Enrolment::dueAt))
                .toList();
    }

    @Test
    void anAnswerEndsTheSequenceAndIsPutDownToItsMail() {
        String email = address();
        long person = known(email);
        sequence("two", 50, TWO_MAILS);
        manual.start(workspace, "two", List.of(person), null);
        untilSent(person, 1);
        await().until(() -> !outcomes.of(workspace, "two").isEmpty());

        tell(
                email,
                "email_replied",
                "outage-cost",
                Map.of(),
                Map.of("message", mail(person).getFirst().id()));

        assertThat(enrolment(person, "two").state()).isEqualTo("stopped");
        assertThat(enrolment(person, "two").why()).isEqualTo("They answer");
        OutcomeFigures figures = outcomes.of(workspace, "two").getFirst();
        assertThat(figures.sent()).isEqualTo(1);
        assertThat(figures.replied()).isEqualTo(1);
        clock.forward(Duration.ofDays(2));
        runner.due(workspace);
        assertThat(mail(person)).hasSize(1);
    }

    @Test
    void nobodyHasTwoMailsOfSequencesOnOneDayAndTheMoreImportantGoesFirst() {
        long person = known(address());
        sequence("minor", 10, TWO_MAILS);
        sequence("major", 90, TWO_MAILS);
        tenancy.in(workspace, () -> {
            manual.start(workspace, "minor", List.of(person), null);
            manual.start(workspace, "major", List.of(person), null);
        });
        untilSent(person, 1);
        assertThat(enrolment(person, "major").nextStep()).isEqualTo("b");
        assertThat(enrolment(person, "minor").nextStep()).isEqualTo("a");
        assertThat(enrolment(person, "minor").dueAt()).isAfter(clock.instant());
        for (int day = 0; day < 6; day++) {
            clock.forward(Duration.ofDays(1).plusMinutes(1));
            runner.due(workspace);
        }
        await().untilAsserted(() -> assertThat(mail(person).stream()
                        .filter(one -> one.state() == MessageState.SENT)
                        .map(one -> one.key().split("/")[1] + "/" + one.key().split("/")[3]))
                .containsExactlyInAnyOrder("major/a", "major/b", "minor/a", "minor/b"));
        assertThat(tenancy.read(
                        workspace,
                        () -> jdbc.sql("SELECT count(*) FROM mail_day WHERE workspace_id = ? AND person_id = ?")
                                .params(workspace, person)
                                .query(Long.class)
                                .single()))
                .isEqualTo(4);
    }

    @Test
    void whatIsNotKnownHoldsTheMailAndSaysSo() {
        long person = known(address());
        templates.add(
                workspace, Template.written("needs-phone", "Needs", "text", "Your number", "Is {{phone}} right?"));
        sequence("needy", 50, "[{\"id\": \"a\", \"kind\": \"mail\", \"template\": \"needs-phone\"}]");
        manual.start(workspace, "needy", List.of(person), null);

        await().untilAsserted(
                        () -> assertThat(enrolment(person, "needy").held()).isEqualTo("Not known: phone"));
        assertThat(mail(person)).isEmpty();
        assertThat(enrolment(person, "needy").state()).isEqualTo("active");
    }

    @Test
    void whoMayNotBeWrittenToIsOutOfEverySequenceAtOnce() {
        String email = address();
        long person = known(email);
        sequence("two", 50, TWO_MAILS);
        manual.start(workspace, "two", List.of(person), null);
        untilSent(person, 1);

        suppressions.suppress(workspace, List.of(email), SuppressionReason.BOUNCED, "550 no such user");

        assertThat(enrolment(person, "two").state()).isEqualTo("stopped");
    }

    @Test
    void aBranchAsksTheWholeHistoryInTheWordsOfTheFunnel() {
        long keen = tell(address(), "demo_requested", "", Map.of(), Map.of());
        long cool = known(address());
        settled.settled(workspace);
        sequence("fork", 50, """
                [{"id": "f", "kind": "branch", "when": "{happened: {demo_requested: \\"*\\", within: 30d}}",
                  "then": [{"id": "t", "kind": "task", "task": "call", "what": "Call them"}],
                  "otherwise": [{"id": "m", "kind": "mail", "template": "case-study"}]}]""");
        manual.start(workspace, "fork", List.of(keen, cool), null);

        untilSent(cool, 1);
        await().untilAsserted(() -> assertThat(enrolment(keen, "fork").state()).isEqualTo("done"));
        assertThat(mail(keen).stream().filter(one -> one.template().equals("case-study")))
                .isEmpty();
        assertThat(tenancy.read(
                        workspace,
                        () -> jdbc.sql("SELECT what FROM next_step WHERE workspace_id = ? AND person_id = ?")
                                .params(workspace, keen)
                                .query(String.class)
                                .list()))
                .contains("Call them");
    }

    @Test
    void anEditHoldsForTheFutureAndSaysWhatItChanges() {
        long person = known(address());
        sequence("two", 50, TWO_MAILS);
        manual.start(workspace, "two", List.of(person), null);
        untilSent(person, 1);
        await().untilAsserted(
                        () -> assertThat(enrolment(person, "two").nextStep()).isEqualTo("b"));
        Sequence before = sequences.get(workspace, "two");
        SequenceDefinition after = before.plan()
                .with(StepEdits.put(
                        StepEdits.remove(before.plan().steps(), "b"),
                        "a",
                        new SequenceStep.EmailStep(
                                "c",
                                StepDelay.NONE,
                                List.of(new SequenceStep.Variant("a", "last-word", 1)),
                                Map.of())));

        assertThat(changes.describe(workspace, before, after))
                .containsExactly(
                        "Step b is removed; 1 person stood in front of it: for them the sequence is over.",
                        "Step c is new; whoever has passed its place does not get it.");
        sequences.change(workspace, "two", before.version(), after, null);
        clock.forward(Duration.ofDays(1).plusMinutes(1));
        runner.due(workspace);
        assertThat(enrolment(person, "two").state()).isEqualTo("done");
        assertThat(mail(person)).hasSize(1);
    }

    @Test
    void anAnswerBetweenPlanAndServerKeepsTheMailFromGoing() throws InterruptedException {
        sequence("late", 50, "[{\"id\": \"a\", \"kind\": \"mail\", \"template\": \"outage-cost\"}]");
        List<String> emails = new ArrayList<>();
        List<Long> people = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            emails.add(address());
            people.add(known(emails.getLast()));
        }
        CountDownLatch answered = new CountDownLatch(1);
        Thread answers = Thread.ofVirtual().start(() -> {
            emails.forEach(email -> tell(email, "email_replied", "", Map.of(), Map.of()));
            answered.countDown();
        });
        manual.start(workspace, "late", people, null);
        answered.await();
        answers.join();
        settled.settled(workspace);
        for (long person : people) {
            Enrolment one = enrolment(person, "late");
            await().until(() -> mail(person).stream()
                    .noneMatch(sent -> List.of(MessageState.READY, MessageState.CLAIMED, MessageState.DATA_STARTED)
                            .contains(sent.state())));
            if (one.state().equals("stopped")) {
                // what was with the server already when the answer came is the only mail that may have gone
                Instant ended = Objects.requireNonNull(one.endedAt());
                assertThat(mail(person))
                        .allMatch(sent -> sent.state() == MessageState.SUPPRESSED
                                || sent.at().isBefore(ended.plusSeconds(2)));
            }
        }
    }
}
