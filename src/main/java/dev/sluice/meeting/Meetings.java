package dev.sluice.meeting;

import dev.sluice.meeting.Meeting.MeetingState;
import dev.sluice.person.ManualSignals;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.kind.SignalKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds, books, moves and ends meetings; each change is a signal. */
@Component
class Meetings {
    private final MeetingRows rows;
    private final ManualSignals manual;
    private final Persons persons;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Meetings(MeetingRows rows, ManualSignals manual, Persons persons, Tenancy tenancy, InstantSource clock) {
        this.rows = rows;
        this.manual = manual;
        this.persons = persons;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** The meetings of a person, the latest first. */
    List<Meeting> of(int workspace, long person) {
        return tenancy.read(workspace, () -> rows.findByPeople(workspace, List.of(person)));
    }

    /** Those that begin in that time, the earliest first. */
    List<Meeting> between(int workspace, Instant from, Instant to, int limit) {
        return tenancy.read(workspace, () -> rows.between(workspace, from, to, limit));
    }

    Meeting get(int workspace, long id) {
        return tenancy.read(workspace, () -> rows.find(workspace, id))
                .orElseThrow(() -> new NotFound("There is no such meeting."));
    }

    /** Finds a meeting of a person by its key. */
    Optional<Meeting> find(int workspace, long person, String key) {
        return of(workspace, person).stream()
                .filter(meeting -> meeting.key().equals(key))
                .findFirst();
    }

    /** Keeps which revision of its calendar event a meeting has, and where it is, when nothing else has changed. */
    void revise(int workspace, Meeting meeting, CalendarEvent event) {
        String place =
                event.details() == null ? meeting.place() : event.details().place();
        tenancy.in(workspace, () -> rows.revise(workspace, meeting.id(), event.sequence(), event.stamp(), place));
    }

    /** Books a meeting with a person; durable on return. */
    Meeting book(Teller actor, Person person, MeetingDetails details) {
        String key = UUID.randomUUID().toString();
        manual.tell(actor, person, MeetingSignals.BOOKED, details.kind(), Map.of(), details.data(key));
        return find(actor.workspace(), person.id(), key).orElseThrow();
    }

    /** Gives it another time, which also books a missed or cancelled meeting again. */
    Meeting move(Teller actor, Meeting meeting, Instant from, Instant to) {
        if (meeting.state() == MeetingState.HELD) {
            throw new BadInput("starts_at", "This meeting was held; book another one instead.");
        }
        MeetingDetails details = new MeetingDetails(meeting.kind(), from, to, meeting.place());
        return record(actor, meeting, MeetingSignals.MOVED, details.data(meeting.key()));
    }

    /** Records how it went; a meeting that has not begun can only be cancelled. */
    Meeting end(Teller actor, Meeting meeting, MeetingState state) {
        if (state == MeetingState.BOOKED) {
            throw new BadInput("state", "Say held, missed or cancelled; to put it off, give it another time.");
        }
        if (state != MeetingState.CANCELLED && meeting.startsAt().isAfter(clock.instant())) {
            throw new BadInput("state", "This meeting has not begun; it can be moved or called off.");
        }
        return record(actor, meeting, state.signal, Map.of("meeting", meeting.key()));
    }

    private Meeting record(Teller actor, Meeting meeting, SignalKind kind, Map<String, Object> data) {
        Person person = persons.get(actor.workspace(), meeting.person());
        manual.tell(actor, person, kind, meeting.kind(), Map.of(), data);
        return get(actor.workspace(), meeting.id());
    }
}
