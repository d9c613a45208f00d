package dev.sluice.meeting;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStart;

/** Reads iCalendar texts (RFC 5545) that calendars email to each other (RFC 6047); empty where it cannot. */
final class IcalReader {
    /** Kinds of meetings that the title of an invitation may name. */
    private static final List<String> KINDS = List.of("discovery", "demo", "onboarding", "renewal", "review");

    private static final int MAX_UID = 200;

    /** What an invitation, or the reply to one, does. */
    enum Method {
        INVITES,
        CANCELS
    }

    /** One event of a calendar. */
    record CalendarEvent(Method method, String uid, MeetingDetails details) {}

    private IcalReader() {}

    /** The first event of a text; times without a zone are in {@code zone}. */
    static Optional<CalendarEvent> read(String text, ZoneId zone) {
        try {
            Calendar calendar = new CalendarBuilder().build(new StringReader(text));
            List<VEvent> events = calendar.getComponents(Component.VEVENT);
            return events.isEmpty()
                    ? Optional.empty()
                    : event(value(calendar.getProperty(Property.METHOD)), events.getFirst(), zone);
        } catch (ParserException | IOException | RuntimeException _) {
            return Optional.empty(); // a stranger's text: what the parser cannot read is not a meeting
        }
    }

    private static Optional<CalendarEvent> event(String method, VEvent event, ZoneId zone) {
        String uid = value(event.getProperty(Property.UID));
        Optional<DtStart<Temporal>> start = event.getStartDate();
        if (uid.isBlank() || uid.length() > MAX_UID || start.isEmpty()) {
            return Optional.empty();
        }
        Instant from = instant(start.get().getDate(), zone);
        Optional<DtEnd<Temporal>> end = event.getEndDate(true);
        Instant to = end.map(date -> instant(date.getDate(), zone))
                .filter(instant -> instant.isAfter(from))
                .orElse(from.plusSeconds(3_600));
        MeetingDetails details = new MeetingDetails(
                kind(value(event.getProperty(Property.SUMMARY))),
                from,
                to,
                truncate(value(event.getProperty(Property.LOCATION))));
        boolean declined = event.getProperties(Property.ATTENDEE).stream()
                .anyMatch(attendee -> attendee.getParameter("PARTSTAT")
                        .filter(part -> part.getValue().equalsIgnoreCase("DECLINED"))
                        .isPresent());
        return switch (method.toUpperCase(Locale.ROOT)) {
            case "REQUEST", "PUBLISH" -> Optional.of(new CalendarEvent(Method.INVITES, uid, details));
            case "CANCEL" -> Optional.of(new CalendarEvent(Method.CANCELS, uid, details));
            case "REPLY" -> declined ? Optional.of(new CalendarEvent(Method.CANCELS, uid, details)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static String kind(String summary) {
        String lower = summary.toLowerCase(Locale.ROOT);
        return KINDS.stream().filter(lower::contains).findFirst().orElse("meeting");
    }

    private static String truncate(String place) {
        return place.length() > 300 ? place.substring(0, 300) : place;
    }

    private static String value(Optional<? extends Property> property) {
        return property.map(Property::getValue).orElse("");
    }

    private static Instant instant(Temporal at, ZoneId zone) {
        return switch (at) {
            case Instant instant -> instant;
            case ZonedDateTime zoned -> zoned.toInstant();
            case OffsetDateTime offset -> offset.toInstant();
            case LocalDateTime local -> local.atZone(zone).toInstant();
            case LocalDate day -> day.atStartOfDay(zone).toInstant();
            default -> throw new IllegalArgumentException("a calendar's time of the kind " + at.getClass());
        };
    }
}
