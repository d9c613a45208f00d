package dev.sluice.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.meeting.CalendarEvent.Effect;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What calendars mail to each other. */
class IcalReaderTest {
    static final String OUTLOOK = """
            BEGIN:VCALENDAR
            PRODID:-//Example//Calendar//EN
            VERSION:2.0
            METHOD:REQUEST
            BEGIN:VTIMEZONE
            TZID:W. Europe Standard Time
            BEGIN:STANDARD
            DTSTART:16010101T030000
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:16010101T020000
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
            END:DAYLIGHT
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:040000008200E00074C5B7101A82E008
            SUMMARY:Discovery call: Harbour IT and Quay
            DTSTART;TZID=W. Europe Standard Time:20261203T140000
            DTEND;TZID=W. Europe Standard Time:20261203T143000
            LOCATION:Video link
            ORGANIZER:mailto:ana@quay.example
            ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:maya@harbour-it.example
            SEQUENCE:0
            DTSTAMP:20261122T120000Z
            END:VEVENT
            END:VCALENDAR
            """;

    @Test
    void anInvitationSaysWhenWhereAndOfWhichKind() {
        CalendarEvent event = read(OUTLOOK);
        assertThat(event.effect()).isEqualTo(Effect.INVITES);
        assertThat(event.uid()).isEqualTo("040000008200E00074C5B7101A82E008");
        assertThat(event.details())
                .isEqualTo(new MeetingDetails(
                        "discovery",
                        Instant.parse("2026-12-03T13:00:00Z"),
                        Instant.parse("2026-12-03T13:30:00Z"),
                        "Video link"));
    }

    @Test
    void timesInUtcAndWithoutAZoneAreUnderstood() {
        assertThat(read(simple("REQUEST", "DTSTART:20261203T140000Z")).details().from())
                .isEqualTo(Instant.parse("2026-12-03T14:00:00Z"));
        assertThat(read(simple("REQUEST", "DTSTART:20261203T140000")).details().from())
                .isEqualTo(Instant.parse("2026-12-03T13:00:00Z"));
        assertThat(read(simple("REQUEST", "DTSTART;TZID=America/New_York:20261203T140000"))
                        .details()
                        .from())
                .isEqualTo(Instant.parse("2026-12-03T19:00:00Z"));
    }

    @Test
    void aCancellationAndADeclinedInvitationCallOffAndAnAcceptedOneTellsNothingNew() {
        assertThat(read(simple("CANCEL", "DTSTART:20261203T140000Z")).effect()).isEqualTo(Effect.CANCELS);
        assertThat(read(simple("REPLY", "DTSTART:20261203T140000Z\nATTENDEE;PARTSTAT=DECLINED:mailto:a@b.example"))
                        .effect())
                .isEqualTo(Effect.DECLINES);
        assertThat(IcalReader.read(
                        simple("REPLY", "DTSTART:20261203T140000Z\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example"),
                        ZoneId.of("UTC")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BEGIN:VCALENDAR",
                "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:1\nDTSTART:yesterday\nEND:VEVENT\nEND:VCALENDAR\n",
                "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nDTSTART:20261203T140000Z\nEND:VEVENT\nEND:VCALENDAR\n",
                "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VTODO\nUID:1\nEND:VTODO\nEND:VCALENDAR\n",
                "<html>no calendar</html>"
            })
    void ofWhatCannotBeReadNothingComes(String text) {
        assertThat(IcalReader.read(text, ZoneId.of("UTC"))).isEmpty();
    }

    private static CalendarEvent read(String text) {
        return IcalReader.read(text, ZoneId.of("Europe/Berlin")).getFirst();
    }

    static String simple(String method, String lines) {
        return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//EN\nMETHOD:" + method
                + "\nBEGIN:VEVENT\nUID:one@quay.example\nSUMMARY:Coffee\nDTSTAMP:20261122T120000Z\n" + lines
                + "\nEND:VEVENT\nEND:VCALENDAR\n";
    }
}
