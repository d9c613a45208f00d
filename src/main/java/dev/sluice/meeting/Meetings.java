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
import dev.sluice.workspace.Member;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds, books, moves and ends meetings; each change is a signal. */
@Component
class Meetings {
    /** Ends the keys of meetings to which Sluice invites; other calendars name their events otherwise. */
    private static final String OWN = "@sluice";

    private final MeetingRows rows;
    private final MeetingInvitations invitations;
    private final ManualSignals manual;
    private final Persons persons;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Meetings(
            MeetingRows rows,
            MeetingInvitations invitations,
            ManualSignals manual,
            Persons persons,
            Tenancy tenancy,
            InstantSource clock) {
        this.rows = rows;
        this.invitations = invitations;
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

    /** Keeps which revision of its calendar event a meeting has, and where it is, when nothing else has changed. */
    void revise(int workspace, Meeting meeting, CalendarEvent event) {
        String place =
                event.details() == null ? meeting.place() : event.details().place();
        tenancy.in(workspace, () -> rows.revise(workspace, meeting.id(), event.sequence(), event.stamp(), place));
    }

    /** Books a meeting with a person; durable on return. */
    Meeting book(Teller actor, Person person, MeetingDetails details) {
        return book(actor, person, details, UUID.randomUUID().toString());
    }

    /** A user books a meeting: the person gets an invitation. */
    Meeting book(Member by, Person person, MeetingDetails details, String title) {
        String key = UUID.randomUUID() + OWN;
        return tenancy.insist(by.workspace(), () -> {
            invitations.invite(by, person, key, 0, title, details);
            return book(Teller.of(by), person, details, key);
        });
    }

    private Meeting book(Teller actor, Person person, MeetingDetails details, String key) {
        manual.tell(actor, person, MeetingSignals.BOOKED, details.kind(), Map.of(), details.data(key));
        return of(actor.workspace(), person.id()).stream()
                .filter(meeting -> meeting.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** Gives it another time, which also books a missed or cancelled meeting again. */
    Meeting move(Teller actor, Meeting meeting, Instant from, Instant to) {
        if (meeting.state() == MeetingState.HELD) {
            throw new BadInput("starts_at", "This meeting was held; book another one instead.");
        }
        MeetingDetails details = new MeetingDetails(meeting.kind(), from, to, meeting.place());
        Map<String, Object> data = details.data(meeting.key());
        data.put("sequence", meeting.sequence() + 1);
        return record(actor, meeting, MeetingSignals.MOVED, data);
    }

    /** The same by a user, which the person is told if they were invited. */
    Meeting move(Member by, Meeting meeting, Instant from, Instant to) {
        return tenancy.insist(by.workspace(), () -> {
            Meeting moved = move(Teller.of(by), meeting, from, to);
            if (invited(meeting)) {
                invitations.invite(
                        by, person(by, meeting), meeting.key(), moved.sequence(), moved.kind(), moved.details());
            }
            return moved;
        });
    }

    /** Records how it went; a meeting that has not begun can only be cancelled. */
    Meeting end(Teller actor, Meeting meeting, MeetingState state) {
        if (state == MeetingState.BOOKED) {
            throw new BadInput("state", "Say held, missed or cancelled; to put it off, give it another time.");
        }
        if (state != MeetingState.CANCELLED && meeting.startsAt().isAfter(clock.instant())) {
            throw new BadInput("state", "This meeting has not begun; it can be moved or called off.");
        }
        return record(
                actor, meeting, state.signal, Map.of("meeting", meeting.key(), "sequence", meeting.sequence() + 1));
    }

    /** The same by a user; of a cancellation the person is told if they were invited. */
    Meeting end(Member by, Meeting meeting, MeetingState state) {
        return tenancy.insist(by.workspace(), () -> {
            Meeting ended = end(Teller.of(by), meeting, state);
            if (state == MeetingState.CANCELLED && invited(meeting)) {
                invitations.cancel(by, person(by, meeting), meeting.key(), ended.sequence(), ended.details());
            }
            return ended;
        });
    }

    private static boolean invited(Meeting meeting) {
        return meeting.key().endsWith(OWN);
    }

    private Person person(Member by, Meeting meeting) {
        return persons.get(by.workspace(), meeting.person());
    }

    private Meeting record(Teller actor, Meeting meeting, SignalKind kind, Map<String, Object> data) {
        Person person = persons.get(actor.workspace(), meeting.person());
        manual.tell(actor, person, kind, meeting.kind(), Map.of(), data);
        return get(actor.workspace(), meeting.id());
    }
}
