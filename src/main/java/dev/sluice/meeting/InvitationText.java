package dev.sluice.meeting;

import dev.sluice.mail.Outbox;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A calendar message about a meeting (RFC 5545, RFC 5546), which the person's calendar can answer.
 *
 * @param method REQUEST or CANCEL
 * @param organizer the name of the user who invites
 */
record InvitationText(
        String method, String uid, int sequence, Instant stamp, String title, String organizer, String invited) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    /** The longest line in octets. */
    private static final int MAX_LINE = 75;

    String of(MeetingDetails details) {
        StringBuilder text = new StringBuilder();
        line(text, "BEGIN:VCALENDAR");
        line(text, "PRODID:-//Sluice//Meetings//EN");
        line(text, "VERSION:2.0");
        line(text, "METHOD:" + method);
        line(text, "BEGIN:VEVENT");
        line(text, "UID:" + uid);
        line(text, "SEQUENCE:" + sequence);
        line(text, "DTSTAMP:" + TIME.format(stamp));
        line(text, "DTSTART:" + TIME.format(details.from()));
        line(text, "DTEND:" + TIME.format(details.to()));
        line(text, "SUMMARY:" + escaped(title));
        line(text, "LOCATION:" + escaped(details.place()));
        line(text, "STATUS:" + (method.equals("CANCEL") ? "CANCELLED" : "CONFIRMED"));
        line(text, "ORGANIZER;CN=\"" + organizer.replaceAll("[\"\\p{Cntrl}]", "") + "\":");
        // on a line of its own, because the address takes its place
        text.setLength(text.length() - 2);
        text.append("\r\n mailto:").append(Outbox.REPLIES).append("\r\n");
        line(text, "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:" + invited);
        line(text, "END:VEVENT");
        line(text, "END:VCALENDAR");
        return text.toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\\R", "\\\\n");
    }

    /** Folds it: no line is longer than 75 octets, and no character is cut in two. */
    private static void line(StringBuilder text, String content) {
        int octets = 0;
        for (int i = 0; i < content.length(); ) {
            String character = Character.toString(content.codePointAt(i));
            int size = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > MAX_LINE) {
                text.append("\r\n ");
                octets = 1;
            }
            text.append(character);
            octets += size;
            i += character.length();
        }
        text.append("\r\n");
    }
}
