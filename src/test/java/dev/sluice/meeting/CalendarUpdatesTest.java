package dev.sluice.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.inbox.InvitationReceived;
import dev.sluice.person.Persons;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

/** Calendar messages by the rules of RFC 5546: method, sequence, status and occurrence decide, not the order of arrival. */
class CalendarUpdatesTest extends SluiceTest {
    @Autowired
    private Meetings meetings;

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Persons persons;

    @Autowired
    private Settled settled;

    @Autowired
    private ApplicationEventPublisher events;

    private int workspace;
    private long person;

    @BeforeEach
    void somebodyKnown() {
        workspace = workspace();
        person = someone();
    }

    private long someone() {
        String email = address();
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
        return persons.withKey(workspace, "e:" + email).orElseThrow().id();
    }

    /**
     * Messages as METHOD SEQUENCE DAY-OF-DECEMBER and, where given, STATUS or PARTSTAT or the day of the occurrence; what
     * is left as state and day of each meeting.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            REQUEST 0 3                                               | booked 3
            REQUEST 0 3 CONFIRMED, REQUEST 1 3 CANCELLED              | cancelled 3
            REQUEST 0 3, CANCEL 1 3                                   | cancelled 3
            REQUEST 0 3, CANCEL 1 -                                   | cancelled 3
            CANCEL 1 3, REQUEST 0 3                                   | cancelled 3
            REQUEST 2 5, REQUEST 1 4, REQUEST 0 3                     | booked 5
            REQUEST 1 4, CANCEL 0 4                                   | booked 4
            REQUEST 0 3, CANCEL 1 3, REQUEST 2 6                      | booked 6
            REQUEST 0 3 CANCELLED                                     | cancelled 3
            PUBLISH 0 3                                               | none
            REQUEST 0 3, PUBLISH 1 4                                  | booked 4
            REQUEST 0 3, PUBLISH 1 3 CANCELLED                        | cancelled 3
            REQUEST 0 3 TENTATIVE                                     | none
            REQUEST 0 3 TENTATIVE, REQUEST 1 3 CONFIRMED              | booked 3
            REQUEST 0 3, REPLY 0 3 ACCEPTED                           | booked 3
            REQUEST 0 3, REPLY 0 3 DECLINED                           | cancelled 3
            REQUEST 1 3, REPLY 0 3 DECLINED                           | booked 3
            REPLY 0 3 DECLINED                                        | none
            REQUEST 0 3, COUNTER 0 4                                  | booked 3
            REQUEST 0 3, DECLINECOUNTER 0 3                           | booked 3
            REQUEST 0 3, REFRESH 0 -                                  | booked 3
            REQUEST 0 3, REQUEST 1 12 #10                             | booked 12, booked 3
            REQUEST 0 3, REQUEST 1 4 #3                               | booked 4
            REQUEST 0 3, CANCEL 1 10 #10                              | cancelled 10, booked 3
            REQUEST 0 3, REQUEST 1 12 #10, CANCEL 2 -                 | cancelled 12, cancelled 3
            REQUEST 0 3, REQUEST 1 12 #10, CANCEL 2 12 #10            | cancelled 12, booked 3
            REQUEST 0 3, ADD 1 20                                     | booked 20, booked 3
            NOTHING 0 3                                               | none
            """)
    void whatCalendarsSayInThisOrderLeavesTheseMeetings(String messages, String left) {
        int stamp = 0;
        for (String message : messages.split(",")) {
            receive(person, ics("uid-1", message.strip().split(" "), stamp++));
        }
        assertThat(left(person)).isEqualTo(left);
    }

    @Test
    void whateverTheOrderOfArrivalTheLatestRevisionIsTrue() {
        Random random = new Random(85);
        for (int round = 0; round < 25; round++) {
            long someone = someone();
            String uid = "uid-" + round;
            List<String[]> sent = new ArrayList<>();
            sent.add(new String[] {"REQUEST", "0", "2"});
            for (int sequence = 1; sequence <= 4; sequence++) {
                String day = Integer.toString(3 + random.nextInt(20));
                sent.add(
                        switch (random.nextInt(3)) {
                            case 0 -> new String[] {"CANCEL", "" + sequence, random.nextBoolean() ? day : "-"};
                            case 1 -> new String[] {"REQUEST", "" + sequence, day, "CANCELLED"};
                            default -> new String[] {"REQUEST", "" + sequence, day};
                        });
            }
            List<String[]> arriving = new ArrayList<>(sent);
            Collections.shuffle(arriving, random);
            for (String[] message : arriving) {
                receive(someone, ics(uid, message, Integer.parseInt(message[1])));
            }
            String[] last = sent.getLast();
            boolean cancelled = last[0].equals("CANCEL") || last.length == 4;
            assertThat(left(someone).split(" ")[0])
                    .as(arriving.stream()
                            .map(message -> String.join(" ", message))
                            .collect(Collectors.joining(", ")))
                    .isEqualTo(cancelled ? "cancelled" : "booked");
            if (!cancelled) {
                assertThat(left(someone)).isEqualTo("booked " + last[2]);
            }
        }
    }

    @Test
    void onlyWhatChangesAMeetingIsASignalAndWhatALeadCallsOffOrProposesHasToBeAnswered() {
        receive(person, ics("uid-1", "REQUEST 0 3".split(" "), 0));
        receive(person, ics("uid-1", "REQUEST 0 3".split(" "), 0));
        receive(person, ics("uid-1", "REPLY 0 3 ACCEPTED".split(" "), 1));
        receive(person, ics("uid-1", "COUNTER 0 4".split(" "), 2));
        receive(person, ics("uid-1", "CANCEL 1 -".split(" "), 3));
        receive(person, ics("uid-1", "CANCEL 1 -".split(" "), 3));
        settled.settled(workspace);
        assertThat(strings("SELECT kind FROM signal WHERE workspace_id = ? AND person_id = ? AND kind LIKE 'meeting%'"
                        + " ORDER BY at"))
                .containsExactly("meeting_booked", "meeting_proposed", "meeting_cancelled");
        assertThat(strings("SELECT what FROM next_step WHERE workspace_id = ? AND person_id = ? AND kind = 'respond'"
                        + " AND done_at IS NULL AND owner_id IS NOT NULL"))
                .containsExactly("The meeting was called off: Meeting");
    }

    private List<String> strings(String sql) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(sql)
                        .params(workspace, person)
                        .query(String.class)
                        .list());
    }

    private String left(long someone) {
        List<Meeting> left = meetings.of(workspace, someone);
        return left.isEmpty()
                ? "none"
                : left.stream()
                        .sorted(Comparator.comparing(Meeting::startsAt).reversed())
                        .map(meeting -> meeting.state().code() + " "
                                + meeting.startsAt().atZone(ZoneOffset.UTC).getDayOfMonth())
                        .collect(Collectors.joining(", "));
    }

    private void receive(long from, String calendar) {
        tenancy.in(workspace, () -> events.publishEvent(new InvitationReceived(workspace, from, calendar)));
        clock.forward(Duration.ofSeconds(1));
    }

    private static String ics(String uid, String[] message, int stamp) {
        StringBuilder text = new StringBuilder("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//EN\n");
        if (!message[0].equals("NOTHING")) {
            text.append("METHOD:").append(message[0]).append('\n');
        }
        text.append("BEGIN:VEVENT\nUID:").append(uid).append("\nSEQUENCE:").append(message[1]);
        text.append("\nDTSTAMP:")
                .append(DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.parse("2026-11-22T12:00:00Z").plusSeconds(stamp)));
        if (!message[2].equals("-")) {
            text.append("\nDTSTART:").append(time(message[2]));
        }
        for (int i = 3; i < message.length; i++) {
            text.append(
                    message[i].startsWith("#")
                            ? "\nRECURRENCE-ID:" + time(message[i].substring(1))
                            : message[0].equals("REPLY")
                                    ? "\nATTENDEE;PARTSTAT=" + message[i] + ":mailto:a@quay.example"
                                    : "\nSTATUS:" + message[i]);
        }
        return text.append("\nEND:VEVENT\nEND:VCALENDAR\n").toString();
    }

    private static String time(String day) {
        return "203012%02dT140000Z".formatted(Integer.parseInt(day));
    }
}
