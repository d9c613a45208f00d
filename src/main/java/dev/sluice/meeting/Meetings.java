package dev.sluice.meeting;

import dev.sluice.handoff.Handoffs;
import dev.sluice.meeting.Meeting.MeetingState;
import dev.sluice.meeting.MeetingRows.MeetingChange;
import dev.sluice.person.ManualSignals;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.person.PeopleMerged;
import dev.sluice.person.Person;
import dev.sluice.person.PersonErased;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.RecipientOrder;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalKind;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The meetings that signals tell of. When one is over, whoever has the lead is asked how it went, until somebody says
 * so: only a meeting that was held opens what a held meeting opens.
 */
@Component
class Meetings {
    /** Of what should have been over for longer nobody is asked any more: it is history told late. */
    private static final Duration ASKED_FOR = Duration.ofDays(30);

    private static final Map<String, MeetingState> STATES = Map.of(
            MeetingSignals.BOOKED.name(), MeetingState.BOOKED,
            MeetingSignals.MOVED.name(), MeetingState.BOOKED,
            MeetingSignals.HELD.name(), MeetingState.HELD,
            MeetingSignals.MISSED.name(), MeetingState.MISSED,
            MeetingSignals.CANCELLED.name(), MeetingState.CANCELLED);

    private final MeetingRows rows;
    private final ManualSignals hand;
    private final Persons persons;
    private final Handoffs desk;
    private final Workspaces workspaces;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Meetings(
            MeetingRows rows,
            ManualSignals hand,
            Persons persons,
            Handoffs desk,
            Workspaces workspaces,
            Tenancy tenancy,
            InstantSource clock) {
        this.rows = rows;
        this.hand = hand;
        this.persons = persons;
        this.desk = desk;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    List<Meeting> of(int workspace, long person) {
        return tenancy.read(workspace, () -> rows.ofPeople(workspace, List.of(person)));
    }

    Meeting get(int workspace, long id) {
        return tenancy.read(workspace, () -> rows.find(workspace, id))
                .orElseThrow(() -> new NotFound("There is no such meeting."));
    }

    /** Books a meeting with a person; durable on return. */
    Meeting book(Teller teller, Person person, MeetingDetails what) {
        String key = UUID.randomUUID().toString();
        hand.tell(teller, person, MeetingSignals.BOOKED, what.kind(), Map.of(), what.data(key));
        return keyed(teller.workspace(), person.id(), key).orElseThrow();
    }

    /** Gives it another time, which is also how one that was missed or called off comes about after all. */
    Meeting move(Teller teller, Meeting meeting, Instant from, Instant to) {
        if (meeting.state() == MeetingState.HELD) {
            throw new BadInput("starts_at", "This meeting was held; book another one instead.");
        }
        MeetingDetails what = new MeetingDetails(meeting.kind(), from, to, meeting.place());
        return tell(teller, meeting, MeetingSignals.MOVED, what.data(meeting.key()));
    }

    /** Says how it went; a meeting that is yet to come can only be called off. */
    Meeting end(Teller teller, Meeting meeting, MeetingState state) {
        if (state == MeetingState.BOOKED) {
            throw new BadInput("state", "Say held, missed or cancelled; to put it off, give it another time.");
        }
        if (state != MeetingState.CANCELLED && meeting.startsAt().isAfter(clock.instant())) {
            throw new BadInput("state", "This meeting has not begun; it can be moved or called off.");
        }
        return tell(teller, meeting, state.signal, Map.of("meeting", meeting.key()));
    }

    private Meeting tell(Teller teller, Meeting meeting, SignalKind kind, Map<String, Object> data) {
        Person person = persons.get(teller.workspace(), meeting.person());
        hand.tell(teller, person, kind, meeting.kind(), Map.of(), data);
        return get(teller.workspace(), meeting.id());
    }

    /** The meeting that the person's signals call so. */
    Optional<Meeting> keyed(int workspace, long person, String key) {
        return of(workspace, person).stream()
                .filter(one -> one.key().equals(key))
                .findFirst();
    }

    @EventListener
    @Order(RecipientOrder.MEETINGS)
    void on(SignalsRecorded recorded) {
        List<Signal> news = recorded.signals().stream()
                .filter(signal -> STATES.containsKey(signal.kind()))
                .sorted(Comparator.comparing(Signal::at))
                .toList();
        if (news.isEmpty()) {
            return;
        }
        int workspace = recorded.workspace();
        Map<Long, Person> people =
                persons.all(workspace, news.stream().map(Signal::person).toList());
        Map<Long, Map<String, MeetingChange>> known = known(workspace, people);
        Map<List<Object>, MeetingChange> changed = new LinkedHashMap<>();
        for (Signal signal : news) {
            Person person = people.get(signal.person());
            MeetingChange told =
                    person == null ? null : told(signal, person.id(), known.getOrDefault(person.id(), Map.of()));
            if (told != null) {
                known.computeIfAbsent(told.person(), one -> new HashMap<>()).put(told.key(), told);
                changed.put(List.of(told.person(), told.key()), told);
            }
        }
        if (!changed.isEmpty()) {
            rows.put(workspace, changed.values());
            ask(workspace, changed.values().stream().map(MeetingChange::person).collect(Collectors.toSet()));
        }
    }

    private Map<Long, Map<String, MeetingChange>> known(int workspace, Map<Long, Person> people) {
        Map<Long, Map<String, MeetingChange>> known = new HashMap<>();
        rows.ofPeople(workspace, people.values().stream().map(Person::id).toList())
                .forEach(one -> known.computeIfAbsent(one.person(), person -> new LinkedHashMap<>())
                        .put(
                                one.key(),
                                new MeetingChange(
                                        one.person(),
                                        one.key(),
                                        new MeetingDetails(one.kind(), one.startsAt(), one.endsAt(), one.place()),
                                        one.state(),
                                        one.startsAt())));
        return known;
    }

    /** The meeting as the signal leaves it; null where it tells of none that has a time. */
    private static @Nullable MeetingChange told(Signal signal, long person, Map<String, MeetingChange> known) {
        MeetingState state = STATES.get(signal.kind());
        MeetingChange before = signal.data().get("meeting") instanceof String key
                ? known.get(key)
                : known.values().stream()
                        .filter(one -> state != MeetingState.BOOKED && one.state() == MeetingState.BOOKED)
                        .filter(one ->
                                signal.subject().isEmpty() || one.what().kind().equals(signal.subject()))
                        .findFirst()
                        .orElse(null);
        MeetingDetails what = MeetingDetails.in(signal.subject(), signal.data());
        if (what == null && before != null) {
            what = before.what();
        }
        if (what == null || state == null) {
            return null;
        }
        String key = before != null
                ? before.key()
                : signal.data().get("meeting") instanceof String given
                        ? given
                        : signal.id().toString();
        return new MeetingChange(person, key, what, state, signal.at());
    }

    /** Whoever has the lead is to say how a booked meeting went, once it is over; of all others nobody is asked. */
    private void ask(int workspace, Set<Long> people) {
        Instant now = clock.instant();
        TimeFormat when = new TimeFormat(now, workspaces.get(workspace).timeZone());
        for (Meeting meeting : rows.ofPeople(workspace, people)) {
            boolean open =
                    meeting.state() == MeetingState.BOOKED && meeting.endsAt().isAfter(now.minus(ASKED_FOR));
            Long task = meeting.task();
            if (task != null) {
                desk.taskDone(workspace, task, meeting.state().code());
            }
            if (open || task != null) {
                String what = "Say how the meeting went: " + meeting.kind() + ", " + when.date(meeting.startsAt())
                        + ", " + when.time(meeting.startsAt());
                rows.task(
                        workspace,
                        meeting.id(),
                        open ? desk.task(workspace, meeting.person(), "meeting", what, meeting.endsAt()) : null);
            }
        }
    }

    @EventListener
    void on(PeopleMerged merged) {
        Map<Long, Long> survivors = new HashMap<>();
        persons.all(merged.workspace(), merged.merged()).forEach((asked, person) -> {
            if (asked != person.id()) {
                survivors.put(asked, person.id());
            }
        });
        rows.move(merged.workspace(), survivors);
    }

    @EventListener
    void on(PersonErased erased) {
        rows.erase(erased.workspace(), erased.persons());
    }
}
