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

/** Reads what calendars write (RFC 5545) and mail to each other (RFC 6047); of what cannot be read nothing comes. */
final class IcalReader {
    /** Kinds of meetings that the name of an invitation may tell. */
    private static final List<String> KINDS = List.of("discovery", "demo", "onboarding", "renewal", "review");

    private static final int LONGEST_UID = 200;

    /** What an invitation, or the answer to one, comes to. */
    enum Method {
        INVITES,
        CALLS_OFF
    }

    /** One event of a calendar. */
    record CalendarEvent(Method method, String uid, MeetingDetails what) {}

    private IcalReader() {}

    /** The first event of a text; times without a zone are meant in {@code zone}. */
    static Optional<CalendarEvent> read(String text, ZoneId zone) {
        try {
            Calendar calendar = new CalendarBuilder().build(new StringReader(text));
            List<VEvent> events = calendar.getComponents(Component.VEVENT);
            return events.isEmpty()
                    ? Optional.empty()
                    : event(value(calendar.getProperty(Property.METHOD)), events.getFirst(), zone);
        } catch (ParserException | IOException | RuntimeException unreadable) {
            return Optional.empty(); // a stranger's text: whatever the parser stumbles over is not a meeting
        }
    }

    private static Optional<CalendarEvent> event(String method, VEvent event, ZoneId zone) {
        String uid = value(event.getProperty(Property.UID));
        Optional<DtStart<Temporal>> start = event.getStartDate();
        if (uid.isBlank() || uid.length() > LONGEST_UID || start.isEmpty()) {
            return Optional.empty();
        }
        Instant from = instant(start.get().getDate(), zone);
        Optional<DtEnd<Temporal>> end = event.getEndDate(true);
        Instant to = end.map(one -> instant(one.getDate(), zone))
                .filter(one -> one.isAfter(from))
                .orElse(from.plusSeconds(3_600));
        MeetingDetails what = new MeetingDetails(
                kind(value(event.getProperty(Property.SUMMARY))),
                from,
                to,
                clip(value(event.getProperty(Property.LOCATION))));
        boolean declined = event.getProperties(Property.ATTENDEE).stream()
                .anyMatch(one -> one.getParameter("PARTSTAT")
                        .filter(part -> part.getValue().equalsIgnoreCase("DECLINED"))
                        .isPresent());
        return switch (method.toUpperCase(Locale.ROOT)) {
            case "REQUEST", "PUBLISH" -> Optional.of(new CalendarEvent(Method.INVITES, uid, what));
            case "CANCEL" -> Optional.of(new CalendarEvent(Method.CALLS_OFF, uid, what));
            case "REPLY" -> declined ? Optional.of(new CalendarEvent(Method.CALLS_OFF, uid, what)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static String kind(String summary) {
        String lower = summary.toLowerCase(Locale.ROOT);
        return KINDS.stream().filter(lower::contains).findFirst().orElse("meeting");
    }

    private static String clip(String place) {
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
