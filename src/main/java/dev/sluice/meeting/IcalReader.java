package dev.sluice.meeting;

import dev.sluice.meeting.CalendarEvent.Effect;
import dev.sluice.platform.BadInput;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Parameter;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.RecurrenceId;
import org.jspecify.annotations.Nullable;

/** Reads iCalendar texts (RFC 5545) that calendars email to each other (RFC 6047); nothing where it cannot. */
final class IcalReader {
    /** Kinds of meetings that the title of an invitation may name. */
    private static final List<String> KINDS = List.of("discovery", "demo", "onboarding", "renewal", "review");

    private static final int MAX_UID = 200;

    private IcalReader() {}

    /** The events of a text that say something; times without a zone are in {@code zone}. */
    static List<CalendarEvent> read(String text, ZoneId zone) {
        try {
            Calendar calendar = new CalendarBuilder().build(new StringReader(text));
            String method = upper(value(calendar.getProperty(Property.METHOD)));
            List<VEvent> events = calendar.getComponents(Component.VEVENT);
            return events.stream()
                    .map(event -> event(method, event, zone))
                    .flatMap(Optional::stream)
                    .toList();
        } catch (ParserException | IOException | RuntimeException _) {
            return List.of(); // a stranger's text: what the parser cannot read is not a meeting
        }
    }

    private static Optional<CalendarEvent> event(String method, VEvent event, ZoneId zone) {
        String uid = value(event.getProperty(Property.UID));
        Effect effect = effect(method, upper(value(event.getProperty(Property.STATUS))), event);
        if (effect == null || uid.isBlank() || uid.length() > MAX_UID) {
            return Optional.empty();
        }
        MeetingDetails details = details(event, zone);
        boolean needsTime = effect == Effect.INVITES || effect == Effect.PROPOSES;
        if (needsTime && details == null) {
            return Optional.empty();
        }
        Optional<RecurrenceId<Temporal>> occurrence = event.getProperty(Property.RECURRENCE_ID);
        boolean following = occurrence
                .flatMap(id -> id.<Parameter>getParameter("RANGE"))
                .filter(range -> range.getValue().equalsIgnoreCase("THISANDFUTURE"))
                .isPresent();
        return Optional.of(new CalendarEvent(
                effect,
                uid,
                occurrence
                        .map(id -> IcalTime.instant(id.getDate(), zone))
                        .orElse(method.equals("ADD") ? added(details) : null),
                following,
                sequence(value(event.getProperty(Property.SEQUENCE))),
                IcalTime.stamp(value(event.getProperty(Property.DTSTAMP))),
                details));
    }

    /** An occurrence that is added to a series is named by its time. */
    private static @Nullable Instant added(@Nullable MeetingDetails details) {
        return details == null ? null : details.from();
    }

    /** Null for a message that changes nothing, such as an acceptance or a request to send the event again. */
    private static @Nullable Effect effect(String method, String status, VEvent event) {
        boolean cancelled = status.equals("CANCELLED");
        return switch (method) {
            case "REQUEST", "ADD" ->
                cancelled ? Effect.CANCELS : status.equals("TENTATIVE") ? Effect.PROPOSES : Effect.INVITES;
            case "PUBLISH" -> cancelled ? Effect.CANCELS : Effect.INFORMS;
            case "CANCEL" -> Effect.CANCELS;
            case "COUNTER" -> Effect.PROPOSES;
            case "REPLY" -> declined(event) ? Effect.DECLINES : null;
            default -> null;
        };
    }

    private static boolean declined(VEvent event) {
        return event.getProperties(Property.ATTENDEE).stream()
                .anyMatch(attendee -> attendee.getParameter("PARTSTAT")
                        .filter(part -> part.getValue().equalsIgnoreCase("DECLINED"))
                        .isPresent());
    }

    /** Null for a message without a time, or with one that no meeting has. */
    private static @Nullable MeetingDetails details(VEvent event, ZoneId zone) {
        Optional<DtStart<Temporal>> start = event.getStartDate();
        if (start.isEmpty()) {
            return null;
        }
        Instant from = IcalTime.instant(start.get().getDate(), zone);
        Optional<DtEnd<Temporal>> end = event.getEndDate(true);
        Instant to = end.map(date -> IcalTime.instant(date.getDate(), zone))
                .filter(instant -> instant.isAfter(from))
                .orElse(from.plusSeconds(3_600));
        try {
            return new MeetingDetails(
                    kind(value(event.getProperty(Property.SUMMARY))),
                    from,
                    to,
                    truncate(value(event.getProperty(Property.LOCATION))));
        } catch (BadInput _) {
            return null;
        }
    }

    private static int sequence(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    private static String upper(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }

    /** The kind of meeting that a title names; "meeting" where it names none. */
    static String kind(String summary) {
        String lower = summary.toLowerCase(Locale.ROOT);
        return KINDS.stream().filter(lower::contains).findFirst().orElse("meeting");
    }

    private static String truncate(String place) {
        return place.length() > 300 ? place.substring(0, 300) : place;
    }

    private static String value(Optional<? extends Property> property) {
        return property.map(Property::getValue).orElse("");
    }
}
