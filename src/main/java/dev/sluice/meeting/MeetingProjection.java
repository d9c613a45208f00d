package dev.sluice.meeting;

import dev.sluice.meeting.Meeting.MeetingState;
import dev.sluice.meeting.MeetingRows.MeetingChange;
import dev.sluice.person.PeopleMerged;
import dev.sluice.person.Person;
import dev.sluice.person.PersonErased;
import dev.sluice.person.PersonSeparated;
import dev.sluice.person.Persons;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalLog;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.signal.kind.RecipientOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps the table of meetings as the signals of meetings leave it. */
@Component
class MeetingProjection {
    private static final Map<String, MeetingState> STATES = Map.of(
            MeetingSignals.BOOKED.name(), MeetingState.BOOKED,
            MeetingSignals.MOVED.name(), MeetingState.BOOKED,
            MeetingSignals.HELD.name(), MeetingState.HELD,
            MeetingSignals.MISSED.name(), MeetingState.MISSED,
            MeetingSignals.CANCELLED.name(), MeetingState.CANCELLED);

    private final MeetingRows rows;
    private final MeetingTasks tasks;
    private final Persons persons;
    private final SignalLog log;

    MeetingProjection(MeetingRows rows, MeetingTasks tasks, Persons persons, SignalLog log) {
        this.log = log;
        this.rows = rows;
        this.tasks = tasks;
        this.persons = persons;
    }

    @EventListener
    @Order(RecipientOrder.MEETINGS)
    void on(SignalsRecorded event) {
        List<Signal> signals = event.signals().stream()
                .filter(signal -> STATES.containsKey(signal.kind()))
                .sorted(Comparator.comparing(Signal::at))
                .toList();
        if (signals.isEmpty()) {
            return;
        }
        int workspace = event.workspace();
        Map<Long, Person> people =
                persons.all(workspace, signals.stream().map(Signal::person).toList());
        Map<Long, Map<String, MeetingChange>> existing = existing(workspace, people);
        Map<List<Object>, MeetingChange> changed = new LinkedHashMap<>();
        for (Signal signal : signals) {
            Person person = people.get(signal.person());
            MeetingChange change =
                    person == null ? null : change(signal, person.id(), existing.getOrDefault(person.id(), Map.of()));
            if (change != null) {
                existing.computeIfAbsent(change.person(), _ -> new HashMap<>()).put(change.key(), change);
                changed.put(List.of(change.person(), change.key()), change);
            }
        }
        if (!changed.isEmpty()) {
            rows.put(workspace, changed.values());
            tasks.update(
                    workspace,
                    changed.values().stream().map(MeetingChange::person).collect(Collectors.toSet()));
        }
    }

    /** The meetings of these people by person and key. */
    private Map<Long, Map<String, MeetingChange>> existing(int workspace, Map<Long, Person> people) {
        Map<Long, Map<String, MeetingChange>> existing = new HashMap<>();
        rows.findByPeople(workspace, people.values().stream().map(Person::id).toList())
                .forEach(meeting -> existing.computeIfAbsent(meeting.person(), _ -> new LinkedHashMap<>())
                        .put(
                                meeting.key(),
                                new MeetingChange(
                                        meeting.person(),
                                        meeting.key(),
                                        new MeetingDetails(
                                                meeting.kind(), meeting.startsAt(), meeting.endsAt(), meeting.place()),
                                        meeting.state(),
                                        meeting.sequence(),
                                        meeting.stampedAt(),
                                        meeting.startsAt())));
        return existing;
    }

    /** The meeting as the signal leaves it; null where the signal names none that has a time. */
    private static @Nullable MeetingChange change(Signal signal, long person, Map<String, MeetingChange> existing) {
        MeetingState state = STATES.get(signal.kind());
        MeetingChange before = signal.data().get("meeting") instanceof String key
                ? existing.get(key)
                : existing.values().stream()
                        .filter(meeting -> state != MeetingState.BOOKED && meeting.state() == MeetingState.BOOKED)
                        .filter(meeting -> signal.subject().isEmpty()
                                || meeting.details().kind().equals(signal.subject()))
                        .findFirst()
                        .orElse(null);
        MeetingDetails details = MeetingDetails.in(signal.subject(), signal.data());
        if (details == null && before != null) {
            details = before.details();
        }
        if (details == null || state == null) {
            return null;
        }
        String key = before != null
                ? before.key()
                : signal.data().get("meeting") instanceof String name
                        ? name
                        : signal.id().toString();
        int sequence = signal.data().get("sequence") instanceof Number number ? number.intValue() : 0;
        Instant stamp = MeetingDetails.instant(signal.data().get("stamp"));
        return new MeetingChange(person, key, details, state, sequence, stamp, signal.at());
    }

    @EventListener
    void on(PeopleMerged event) {
        Map<Long, Long> survivors = new HashMap<>();
        persons.all(event.workspace(), event.merged()).forEach((merged, person) -> {
            if (merged != person.id()) {
                survivors.put(merged, person.id());
            }
        });
        rows.move(event.workspace(), survivors);
    }

    /** Whose a meeting is follows from the log, which keeps each signal with the record that it came for. */
    @EventListener
    void on(PersonSeparated event) {
        int workspace = event.workspace();
        Map<String, MeetingChange> theirs = replayed(workspace, event.separate());
        List<String> leaving = new ArrayList<>(theirs.keySet());
        leaving.removeAll(replayed(workspace, event.person()).keySet());
        rows.separate(workspace, event.person(), event.separate(), leaving);
        if (!theirs.isEmpty()) {
            rows.put(workspace, theirs.values());
        }
        tasks.update(workspace, Set.of(event.person(), event.separate()));
    }

    /** The meetings of a person by key, as their signals tell them. */
    private Map<String, MeetingChange> replayed(int workspace, long person) {
        Map<String, MeetingChange> meetings = new LinkedHashMap<>();
        for (Signal signal : log.full(workspace, persons.group(workspace, person))) {
            MeetingChange change = STATES.containsKey(signal.kind()) ? change(signal, person, meetings) : null;
            if (change != null) {
                meetings.put(change.key(), change);
            }
        }
        return meetings;
    }

    @EventListener
    void on(PersonErased event) {
        rows.erase(event.workspace(), event.persons());
    }
}
