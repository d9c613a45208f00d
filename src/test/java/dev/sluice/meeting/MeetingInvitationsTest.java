package dev.sluice.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.inbox.InvitationReceived;
import dev.sluice.person.Persons;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

/** A user books a meeting in one way, wherever they do it: it is booked, the person is invited and told of changes. */
class MeetingInvitationsTest extends SluiceTest {
    @Autowired
    private Meetings meetings;

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Persons persons;

    @Autowired
    private ApplicationEventPublisher events;

    private int workspace;
    private long person;
    private String email = "";
    private Browser maya;

    @BeforeEach
    void somebodyKnown() {
        workspace = workspace();
        maya = owner(workspace);
        email = address();
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email(email),
                        clock.instant(),
                        null,
                        "identified",
                        "",
                        true,
                        sources.named(workspace, Sources.Kind.API, "test"),
                        Map.of(),
                        Map.of(),
                        Trust.INTERNAL)));
        person = persons.withKey(workspace, "e:" + email).orElseThrow().id();
    }

    @ParameterizedTest
    @ValueSource(strings = {"today", "person"})
    void bookingOnTodayAndOnThePersonsPageDoesTheSame(String where) {
        book(where);

        Meeting meeting = only();
        assertThat(meeting.state()).isEqualTo(Meeting.MeetingState.BOOKED);
        assertThat(meeting.kind()).isEqualTo("discovery");
        assertThat(meeting.startsAt())
                .isEqualTo(java.time.LocalDateTime.parse("2030-12-03T14:00")
                        .atZone(workspaces.get(workspace).timeZone())
                        .toInstant());
        assertThat(strings("SELECT kind FROM signal WHERE workspace_id = ? AND person_id = ? AND kind LIKE 'meeting%'"))
                .as("what opens a gate")
                .containsExactly("meeting_booked");
        assertThat(strings("SELECT kind FROM next_step WHERE workspace_id = ? AND person_id = ? AND done_at IS NULL"))
                .containsExactly("meeting");
        assertThat(invitations()).hasSize(1);
        CalendarEvent invitation = invitations().getFirst();
        assertThat(invitation.effect()).isEqualTo(CalendarEvent.Effect.INVITES);
        assertThat(invitation.details().from()).isEqualTo(meeting.startsAt());
        assertThat(strings("SELECT address FROM message WHERE workspace_id = ? AND person_id = ?"))
                .containsExactly(email);
    }

    @Test
    void movingAndCallingOffSendsTheNextRevisionsAndTheAnswerFindsTheMeeting() {
        book("person");
        long id = only().id();
        maya.post("/meetings/" + id + "/time", Map.of("at", "2030-12-04T09:30"));
        maya.post("/meetings/" + id + "/state", Map.of("state", "cancelled"));

        assertThat(invitations()).extracting(CalendarEvent::sequence).containsExactly(0, 1, 2);
        assertThat(invitations())
                .extracting(CalendarEvent::effect)
                .containsExactly(
                        CalendarEvent.Effect.INVITES, CalendarEvent.Effect.INVITES, CalendarEvent.Effect.CANCELS);
        assertThat(invitations()).extracting(CalendarEvent::uid).containsOnly(only().key());

        book("today");
        Meeting second = meetings.of(workspace, person).stream()
                .filter(meeting -> meeting.state() == Meeting.MeetingState.BOOKED)
                .findFirst()
                .orElseThrow();
        String declined = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//EN\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:"
                + second.key() + "\nSEQUENCE:0\nDTSTAMP:20301122T120000Z\nATTENDEE;PARTSTAT=DECLINED:mailto:" + email
                + "\nEND:VEVENT\nEND:VCALENDAR\n";
        tenancy.in(workspace, () -> events.publishEvent(new InvitationReceived(workspace, person, declined)));
        assertThat(meetings.get(workspace, second.id()).state()).isEqualTo(Meeting.MeetingState.CANCELLED);
    }

    @Test
    void theApiCannotPlanAMeetingThatIsBookedNowhere() {
        assertThat(api(workspace)
                        .post(
                                "/api/v1/people/" + person + "/tasks",
                                "{\"kind\": \"meeting\", \"what\": \"Meet\", \"due_at\": \"2030-12-03T14:00:00Z\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void aLongTitleIsFoldedWithoutCuttingACharacterAndIsReadBackAsItWas() {
        MeetingDetails details =
                MeetingDetails.of("demo", Instant.parse("2030-12-03T13:00:00Z"), 30, "Rue de l’Été, 5");
        String text = new InvitationText(
                        "REQUEST",
                        "uid",
                        3,
                        clock.instant(),
                        "Démo; sauvegardes, 復旧 ".repeat(12),
                        "Maya \"M\" Okafor",
                        "ann@quay.example")
                .of(details);
        assertThat(text.split("\r\n"))
                .allSatisfy(line -> assertThat(line.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                        .isLessThanOrEqualTo(75));
        CalendarEvent read = IcalReader.read(text, ZoneId.of("UTC")).getFirst();
        assertThat(read.sequence()).isEqualTo(3);
        assertThat(read.details().place()).isEqualTo("Rue de l’Été, 5");
        assertThat(read.details().from()).isEqualTo(details.from());
    }

    private void book(String where) {
        if (where.equals("today")) {
            maya.post(
                    "/today/" + person + "/tasks",
                    Map.of("kind", "meeting", "what", "Discovery call", "day", "2030-12-03", "time", "14:00"));
        } else {
            maya.post(
                    "/people/" + person + "/meetings",
                    Map.of("kind", "discovery", "at", "2030-12-03T14:00", "minutes", "30"));
        }
    }

    private Meeting only() {
        List<Meeting> all = meetings.of(workspace, person);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private List<CalendarEvent> invitations() {
        return strings("SELECT calendar FROM message WHERE workspace_id = ? AND person_id = ? ORDER BY id").stream()
                .map(text -> IcalReader.read(text, ZoneId.of("UTC")).getFirst())
                .toList();
    }

    private List<String> strings(String sql) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(sql)
                        .params(workspace, person)
                        .query(String.class)
                        .list());
    }
}
