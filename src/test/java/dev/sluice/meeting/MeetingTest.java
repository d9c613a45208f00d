package dev.sluice.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.inbox.InvitationReceived;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.person.Persons;
import dev.sluice.platform.Json;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

/** A meeting by whatever way it comes: one meeting, one question afterwards, and signals of all that happens to it. */
class MeetingTest extends SluiceTest {
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

    @BeforeEach
    void somebody() {
        workspace = workspace();
        email = address();
        person = tell("identified", "", Map.of());
    }

    private long tell(String kind, String subject, Map<String, Object> data) {
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email(email),
                        clock.instant(),
                        null,
                        kind,
                        subject,
                        true,
                        sources.named(workspace, Sources.Kind.API, "test"),
                        Map.of(),
                        data,
                        Trust.INTERNAL)));
        return persons.withKey(workspace, "e:" + email).orElseThrow().id();
    }

    private Meeting only() {
        List<Meeting> all = meetings.of(workspace, person);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private List<String> told() {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT kind || ' ' || subject FROM signal WHERE workspace_id = ? AND person_id = ?"
                                + " AND kind LIKE 'meeting%' ORDER BY at, id")
                        .params(workspace, person)
                        .query(String.class)
                        .list());
    }

    private List<String> tasks() {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(
                                "SELECT coalesce(outcome, 'open') FROM next_step WHERE workspace_id = ? AND person_id = ?"
                                        + " ORDER BY id")
                        .params(workspace, person)
                        .query(String.class)
                        .list());
    }

    @Test
    void aMeetingIsBookedMovedAndHeldOnThePersonsPage() {
        var maya = owner(workspace);
        String page = "/people/" + person + "/meetings";
        assertThat(maya.post(page, Map.of("kind", "Discovery", "at", "2030-12-03T14:00", "minutes", "30"))
                        .body())
                .contains("discovery", "Call off")
                .doesNotContain("It was held");
        String one = "/meetings/" + only().id();
        assertThat(maya.post(one + "/state", Map.of("state", "held")).statusCode())
                .as("it has not begun")
                .isEqualTo(422);
        Instant past = clock.instant().minus(Duration.ofHours(2));
        meetings.move(
                new Teller(workspace, Sources.Kind.HAND, "By hand", "Maya"), only(), past, past.plusSeconds(1_800));
        assertThat(maya.get(page).body()).contains("How did it go?", "moved once");
        assertThat(tasks()).containsExactly("booked", "open");
        maya.post(one + "/state", Map.of("state", "held"));
        assertThat(only().state()).isEqualTo(Meeting.MeetingState.HELD);
        assertThat(told())
                .containsExactly("meeting_booked discovery", "meeting_moved discovery", "meeting_held discovery");
        assertThat(tasks()).containsExactly("booked", "held");
    }

    @Test
    void anInvitationByMailBooksMovesAndCallsOffOneMeeting() {
        invited(IcalReaderTest.simple("REQUEST", "DTSTART:20301203T140000Z"));
        invited(IcalReaderTest.simple("REQUEST", "DTSTART:20301203T140000Z"));
        assertThat(only().startsAt()).isEqualTo(Instant.parse("2030-12-03T14:00:00Z"));
        invited(IcalReaderTest.simple("REQUEST", "DTSTART:20301204T090000Z"));
        assertThat(only().moved()).isEqualTo(1);
        invited(IcalReaderTest.simple("CANCEL", "DTSTART:20301204T090000Z"));
        assertThat(only().state()).isEqualTo(Meeting.MeetingState.CANCELLED);
        assertThat(told())
                .containsExactly("meeting_booked meeting", "meeting_moved meeting", "meeting_cancelled meeting");
    }

    private void invited(String calendar) {
        tenancy.in(workspace, () -> events.publishEvent(new InvitationReceived(workspace, person, calendar)));
        clock.forward(Duration.ofSeconds(1));
    }

    @Test
    void whatABookingToolTellsByTheTrackingApiIsAMeetingToo() {
        Map<String, Object> at =
                Map.of("starts_at", clock.instant().plusSeconds(3_600).toString());
        tell("meeting_booked", "demo", at);
        assertThat(only().kind()).isEqualTo("demo");
        tell("meeting_booked", "demo", Map.of());
        assertThat(meetings.of(workspace, person))
                .as("without a time there is none")
                .hasSize(1);
        tell("meeting_missed", "demo", Map.of());
        assertThat(only().state()).isEqualTo(Meeting.MeetingState.MISSED);
    }

    @Test
    void ofMeetingsLongPastNobodyIsAsked() {
        tell("meeting_booked", "demo", Map.of("starts_at", "2020-03-01T10:00:00Z"));
        assertThat(only().state()).isEqualTo(Meeting.MeetingState.BOOKED);
        assertThat(tasks()).isEmpty();
    }

    @Test
    void theApiBooksMovesAndEnds() {
        var api = api(workspace);
        Map<String, Object> made = Json.object(api.post(
                        "/api/v1/meetings",
                        "{\"person\": " + person
                                + ", \"kind\": \"demo\", \"starts_at\": \"2030-01-07T10:00:00+01:00\", \"minutes\": 45}")
                .body());
        assertThat(made).containsEntry("starts_at", "2030-01-07T09:00:00Z").containsEntry("state", "booked");
        String one = "/api/v1/meetings/" + made.get("id");
        assertThat(api.patch(one, "{\"starts_at\": \"2030-01-08T10:00:00Z\"}").body())
                .contains("2030-01-08T10:45:00Z");
        assertThat(api.patch(one, "{\"state\": \"held\"}").statusCode()).isEqualTo(422);
        assertThat(api.patch(one, "{\"state\": \"cancelled\"}").body()).contains("cancelled");
        assertThat(api.get("/api/v1/meetings?from=2030-01-01T00:00:00Z&to=2030-02-01T00:00:00Z")
                        .body())
                .contains("\"kind\":\"demo\"");
        assertThat(api.post("/api/v1/meetings", "{\"person\": " + person + ", \"kind\": \"demo\"}")
                        .body())
                .contains("starts_at");
    }
}
