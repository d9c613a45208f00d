package dev.sluice.outreach.enrolment;

import dev.sluice.funnel.Standing;
import dev.sluice.funnel.Standing.StandingOutcome;
import dev.sluice.inbox.InboxSignals;
import dev.sluice.meeting.MeetingSignals;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.SequenceDefinition.SequenceExit;
import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.signal.kind.RecipientOrder;
import dev.sluice.standing.StandingsChanged;
import dev.sluice.standing.StandingsChanged.StandingChange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Ends sequences by their exit conditions: a reply, a meeting, a stage or an outcome. */
@Component
class SequenceExits {
    private static final Map<String, SequenceExit> BY_SIGNAL = Map.of(
            InboxSignals.REPLIED.name(),
            SequenceExit.REPLY,
            MeetingSignals.BOOKED.name(),
            SequenceExit.MEETING,
            MeetingSignals.HELD.name(),
            SequenceExit.MEETING);

    private final Sequences sequences;
    private final EnrolmentRows rows;
    private final Enrolments enrolments;
    private final Persons persons;

    SequenceExits(Sequences sequences, EnrolmentRows rows, Enrolments enrolments, Persons persons) {
        this.sequences = sequences;
        this.rows = rows;
        this.enrolments = enrolments;
        this.persons = persons;
    }

    @EventListener
    @Order(RecipientOrder.FOLLOW_UPS)
    void on(SignalsRecorded event) {
        Map<SequenceExit, Set<Long>> leaving = new EnumMap<>(SequenceExit.class);
        for (Signal signal : event.signals()) {
            SequenceExit exit = BY_SIGNAL.get(signal.kind());
            if (exit != null) {
                leaving.computeIfAbsent(exit, _ -> new HashSet<>()).add(signal.person());
            }
        }
        leaving.forEach((exit, people) -> leave(event.workspace(), exit, people));
    }

    private void leave(int workspace, SequenceExit exit, Set<Long> people) {
        Set<Long> survivors = new HashSet<>();
        persons.all(workspace, people).values().stream().map(Person::id).forEach(survivors::add);
        List<Enrolment> open = rows.open(workspace, survivors);
        if (!open.isEmpty()) {
            Map<String, Set<SequenceExit>> exits = exits(workspace);
            enrolments.stop(
                    workspace,
                    open.stream()
                            .filter(enrolment -> exits.getOrDefault(enrolment.sequence(), Set.of())
                                    .contains(exit))
                            .toList(),
                    exit.text());
        }
    }

    /** Ends what a stage or an outcome ends, in the caller's transaction. */
    void leave(StandingsChanged event) {
        Map<Long, StandingChange> changes = new HashMap<>();
        event.people().forEach(change -> changes.put(change.person(), change));
        List<Enrolment> open = rows.open(event.workspace(), changes.keySet());
        if (open.isEmpty()) {
            return;
        }
        Map<String, Set<SequenceExit>> exits = exits(event.workspace());
        Map<SequenceExit, List<Enrolment>> ended = new EnumMap<>(SequenceExit.class);
        for (Enrolment enrolment : open) {
            StandingChange change = Objects.requireNonNull(changes.get(enrolment.person()));
            SequenceExit exit = exit(enrolment, change, event.run().funnel());
            if (exit != null
                    && exits.getOrDefault(enrolment.sequence(), Set.of()).contains(exit)) {
                ended.computeIfAbsent(exit, _ -> new ArrayList<>()).add(enrolment);
            }
        }
        ended.forEach((exit, leaving) -> enrolments.stop(event.workspace(), leaving, exit.text()));
    }

    private static @Nullable SequenceExit exit(Enrolment enrolment, StandingChange change, int funnel) {
        Standing after = change.after();
        StandingOutcome before = change.before() == null
                ? StandingOutcome.ACTIVE
                : change.before().outcome();
        if (after.outcome() != before && after.outcome() != StandingOutcome.ACTIVE) {
            return switch (after.outcome()) {
                case WON -> SequenceExit.WON;
                case LOST -> SequenceExit.LOST;
                case DISQUALIFIED, ACTIVE -> SequenceExit.DISQUALIFIED;
            };
        }
        boolean left = enrolment.stage() != null
                && Objects.equals(enrolment.funnel(), funnel)
                && !enrolment.stage().equals(after.stage());
        return left ? SequenceExit.STAGE : null;
    }

    /** The exit conditions of each sequence. */
    private Map<String, Set<SequenceExit>> exits(int workspace) {
        Map<String, Set<SequenceExit>> exits = new HashMap<>();
        for (Sequence sequence : sequences.all(workspace)) {
            exits.put(sequence.name(), sequence.plan().exits());
        }
        return exits;
    }
}
