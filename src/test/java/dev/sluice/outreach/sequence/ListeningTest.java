package dev.sluice.outreach.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.SluiceTest;
import dev.sluice.consent.OptInRequested;
import dev.sluice.funnel.FollowUpRules;
import dev.sluice.inbox.OutOfOfficeReceived;
import dev.sluice.mail.Messages;
import dev.sluice.mail.SentMessage;
import dev.sluice.outreach.DigestMailer;
import dev.sluice.outreach.enrolment.Enrolment;
import dev.sluice.outreach.enrolment.Enrolments;
import dev.sluice.person.Persons;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import dev.sluice.workspace.Members;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

/** What outreach does when something happens elsewhere: absences, answers, confirmations, the morning. */
class ListeningTest extends SluiceTest {
    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Persons persons;

    @Autowired
    private Settled settled;

    @Autowired
    private Enrolments enrolments;

    @Autowired
    private DigestMailer mornings;

    @Autowired
    private Sequences sequences;

    @Autowired
    private Messages messages;

    @Autowired
    private Members members;

    @Autowired
    private ApplicationEventPublisher events;

    private int workspace;

    @BeforeEach
    void aWorkspaceThatFollowsUp() throws IOException {
        workspace = workspace();
        try (InputStream in = FollowUpRules.class.getResourceAsStream("/funnel/managed-it.yaml")) {
            settled.decides(workspace, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private long lead(String email) {
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email(email),
                        clock.instant(),
                        null,
                        "demo_requested",
                        "",
                        true,
                        sources.named(workspace, Sources.Kind.API, "test"),
                        Map.of("name", "Ruth Okafor", "company_size", 120, "role", "director", "country", "US"),
                        Map.of(),
                        Trust.INTERNAL)));
        settled.settled(workspace);
        return persons.withKey(workspace, "e:" + email).orElseThrow().id();
    }

    /** Moves the time on to the next such day, at that time of the workspace. */
    private void next(DayOfWeek day, LocalTime time) {
        ZonedDateTime now = clock.instant().atZone(workspaces.get(workspace).timeZone());
        clock.forward(
                Duration.between(now, now.with(TemporalAdjusters.next(day)).with(time)));
    }

    private void happens(Object event) {
        tenancy.in(workspace, () -> events.publishEvent(event));
    }

    @Test
    void whoeverIsAwayIsWrittenToOnTheMorningAfter() {
        long person = lead(address());
        LocalDate until =
                LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC).plusDays(10);

        happens(new OutOfOfficeReceived(workspace, person, until));

        Enrolment one = enrolments.findByPerson(workspace, person).getFirst();
        assertThat(one.state()).isEqualTo("active");
        assertThat(one.held()).startsWith("Away until ");
        assertThat(one.dueAt().atZone(workspaces.get(workspace).timeZone()).toLocalDate())
                .isEqualTo(until.plusDays(1));
    }

    @Test
    void aSequenceWhoseMailBouncesForGoodIsPausedAndOneWhoseMailOnlyWaitsIsNot() {
        String email = address();
        lead(email);
        for (int i = 0; i < 20; i++) {
            tell(email, "email_sent", Map.of("message", 7_000 + i, "key", "sequence/fast-start/1/step" + i + "/a"));
            tell(email, "email_sent", Map.of("message", 8_000 + i, "key", "sequence/five-mails/1/step" + i + "/a"));
        }
        for (int i = 0; i < 5; i++) {
            tell(email, "email_bounced", Map.of("message", 7_000 + i, "severity", "hard"));
            tell(email, "email_bounced", Map.of("message", 8_000 + i, "severity", "soft"));
        }
        assertThat(sequences.get(workspace, "fast-start"))
                .returns(Sequence.Status.PAUSED, Sequence::status)
                .returns("Paused by Sluice: 5 of 20 mails bounced", Sequence::pausedWhy);
        assertThat(sequences.get(workspace, "five-mails").running()).isTrue();
    }

    private void tell(String email, String kind, Map<String, Object> data) {
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email(email),
                        clock.instant(),
                        null,
                        kind,
                        "case-study",
                        false,
                        sources.named(workspace, Sources.Kind.API, "test"),
                        Map.of(),
                        data,
                        Trust.INTERNAL)));
    }

    /** The person writes an email, which is folded. */
    private void writes(long person) {
        signals.record(
                workspace,
                List.of(new NewSignal(
                        persons.keys(workspace, person),
                        clock.instant(),
                        null,
                        "email_received",
                        "Our backups",
                        true,
                        sources.named(workspace, Sources.Kind.API, "test"),
                        Map.of(),
                        Map.of("mail_subject", "Our backups", "text", "Could you call me?"),
                        Trust.INTERNAL)));
        settled.settled(workspace);
    }

    @Test
    void anAnswerIsTheNextThingToDoForWhoeverHasTheLead() {
        long person = lead(address());

        writes(person);

        assertThat(tenancy.read(
                        workspace,
                        () -> jdbc.sql("""
                                        SELECT t.what FROM next_step t JOIN lead_assignment l
                                          ON l.workspace_id = t.workspace_id AND l.person_id = t.person_id
                                        WHERE t.workspace_id = ? AND t.person_id = ?
                                          AND t.owner_id IS NOT DISTINCT FROM l.owner_id AND l.next_what = t.what""")
                                .params(workspace, person)
                                .query(String.class)
                                .list()))
                .containsExactly("They wrote: Our backups");
    }

    @ParameterizedTest
    @CsvSource({"MONDAY, 10:00", "FRIDAY, 16:59", "SATURDAY, 12:00"})
    void anAnswerIsOnTheRowOfTodayAtOnceWhateverClockRuns(DayOfWeek day, LocalTime time) {
        next(day, time);
        long person = lead(address());

        writes(person);

        assertThat(owner(workspace).get("/today/queue?whose=all").body())
                .containsOnlyOnce("data-lead=\"" + person + "\"")
                .contains("They wrote: Our backups");
    }

    @Test
    void anAnswerHidesNoEarlierDeadline() {
        next(DayOfWeek.MONDAY, LocalTime.of(10, 0));
        long person = lead(address());
        clock.forward(Duration.ofMinutes(20));

        writes(person);

        assertThat(tenancy.read(
                        workspace,
                        () -> jdbc.sql("""
                                        SELECT l.next_at = c.due_at FROM lead_assignment l JOIN response_clock c
                                          ON c.workspace_id = l.workspace_id AND c.person_id = l.person_id
                                        WHERE l.workspace_id = ? AND l.person_id = ? AND c.met_at IS NULL""")
                                .params(workspace, person)
                                .query(Boolean.class)
                                .list()))
                .containsExactly(true);
    }

    @Test
    void theLinkThatConfirmsAnAddressIsMailedToItAndToNobodyElse() {
        String email = address();
        long person = lead(email);

        happens(new OptInRequested(workspace, person, email, "contact", "https://sluice.example.com/c/token"));
        happens(new OptInRequested(workspace, person, email, "contact", "https://sluice.example.com/c/token"));

        List<SentMessage> sent = messages.findByPerson(workspace, person).stream()
                .filter(one -> one.template().equals("please-confirm"))
                .toList();
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().address()).isEqualTo(email);
        assertThat(messages.body(workspace, sent.getFirst().id()).html())
                .contains("https://sluice.example.com/c/token");
    }

    @Test
    void theMorningBringsOneMailToWhoeverHasSomethingToDo() {
        lead(address());
        String owner = members.all(workspace).getFirst().email();
        next(DayOfWeek.TUESDAY, LocalTime.of(7, 0));

        mornings.mornings(workspace);
        mornings.mornings(workspace);

        await().untilAsserted(() -> assertThat(tenancy.read(
                        workspace,
                        () -> jdbc.sql(
                                        "SELECT count(*) FROM message WHERE workspace_id = ? AND address = ? AND kind = 'internal'")
                                .params(workspace, owner)
                                .query(Long.class)
                                .single()))
                .isEqualTo(1));
    }
}
