package dev.sluice.outreach.enrolment;

import dev.sluice.funnel.FollowUpRules;
import dev.sluice.funnel.Standing;
import dev.sluice.funnel.Standing.StandingOutcome;
import dev.sluice.inbox.InboxSignals;
import dev.sluice.mail.MessageState;
import dev.sluice.mail.MessagesSettled;
import dev.sluice.meeting.MeetingSignals;
import dev.sluice.outreach.sequence.SequenceDefinition;
import dev.sluice.outreach.sequence.SequenceDefinition.SequenceExit;
import dev.sluice.outreach.sequence.SequenceRows;
import dev.sluice.person.PeopleMerged;
import dev.sluice.person.Person;
import dev.sluice.person.PersonErased;
import dev.sluice.person.Persons;
import dev.sluice.platform.Time;
import dev.sluice.signal.RecipientOrder;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.standing.StandingsChanged;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

/** Starts and ends sequences as people move, answer, and leave, in the transaction in which they do. */
@Component
class SequenceTriggers {
    /** What happened longer ago is history told late: it starts nothing. */
    private static final Duration LATE = Duration.ofHours(12);

    private static final Map<String, SequenceExit> BY_SIGNAL = Map.of(
            InboxSignals.REPLIED.name(),
            SequenceExit.REPLY,
            MeetingSignals.BOOKED.name(),
            SequenceExit.MEETING,
            MeetingSignals.HELD.name(),
            SequenceExit.MEETING);

    private final SequenceRows sequences;
    private final EnrolmentRows rows;
    private final Enrolments enrolments;
    private final Persons persons;
    private final InstantSource clock;

    SequenceTriggers(
            SequenceRows sequences, EnrolmentRows rows, Enrolments enrolments, Persons persons, InstantSource clock) {
        this.sequences = sequences;
        this.rows = rows;
        this.enrolments = enrolments;
        this.persons = persons;
        this.clock = clock;
    }

    @EventListener
    void on(StandingsChanged moved) {
        leave(moved);
        if (moved.run().definition().followUp().isEmpty()) {
            return;
        }
        Map<String, List<Enrolments.Newcomer>> starting = new HashMap<>();
        for (StandingsChanged.StandingChange one : moved.people()) {
            List<String> events = events(one, clock.instant().minus(LATE));
            if (!events.isEmpty()) {
                FollowUpRules.sequences(moved.run().definition(), one.after(), events, Time.micros(clock.instant()))
                        .forEach(name -> starting.computeIfAbsent(name, list -> new ArrayList<>())
                                .add(new Enrolments.Newcomer(
                                        one.person(),
                                        moved.run().funnel(),
                                        one.after().stage())));
            }
        }
        starting.forEach((name, people) -> sequences
                .find(moved.workspace(), name)
                .ifPresent(sequence -> enrolments.begin(moved.workspace(), sequence, people, "by the funnel", null)));
    }

    private static List<String> events(StandingsChanged.StandingChange one, Instant oldest) {
        List<String> events = new ArrayList<>();
        Standing before = one.before() == null ? Standing.NEW : one.before();
        Standing after = one.after();
        String stage = after.stage();
        boolean entered = stage != null
                && (!stage.equals(before.stage()) || after.enteredAt() != before.enteredAt())
                && Time.instant(after.enteredAt()).isAfter(oldest);
        if (entered && (after.outcome() == StandingOutcome.ACTIVE || after.outcome() == StandingOutcome.WON)) {
            events.add(stage);
        }
        after.flags().forEach((flag, at) -> {
            if (!before.flags().containsKey(flag) && Time.instant(at).isAfter(oldest)) {
                events.add("flag/" + flag);
            }
        });
        if (after.outcome() == StandingOutcome.LOST
                && before.outcome() != StandingOutcome.LOST
                && Time.instant(after.outcomeSince()).isAfter(oldest)) {
            events.add("lost");
        }
        return events;
    }

    /** Ends what a stage or an outcome ends. */
    private void leave(StandingsChanged moved) {
        Map<Long, StandingsChanged.StandingChange> changes = new HashMap<>();
        moved.people().forEach(one -> changes.put(one.person(), one));
        List<Enrolment> open = rows.open(moved.workspace(), changes.keySet());
        if (open.isEmpty()) {
            return;
        }
        Map<String, SequenceDefinition> plans = plans(moved.workspace());
        Map<SequenceExit, List<Enrolment>> ended = new EnumMap<>(SequenceExit.class);
        for (Enrolment one : open) {
            SequenceExit exit = exit(
                    one,
                    Objects.requireNonNull(changes.get(one.person())),
                    moved.run().funnel());
            if (exit != null && exits(plans, one, exit)) {
                ended.computeIfAbsent(exit, list -> new ArrayList<>()).add(one);
            }
        }
        ended.forEach((exit, enrolled) -> enrolments.stop(moved.workspace(), enrolled, exit.words()));
    }

    private static @Nullable SequenceExit exit(Enrolment one, StandingsChanged.StandingChange change, int funnel) {
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
        boolean left = one.stage() != null
                && Objects.equals(one.funnel(), funnel)
                && !one.stage().equals(after.stage());
        return left ? SequenceExit.STAGE : null;
    }

    private Map<String, SequenceDefinition> plans(int workspace) {
        Map<String, SequenceDefinition> plans = new HashMap<>();
        sequences.all(workspace).forEach(sequence -> plans.put(sequence.name(), sequence.plan()));
        return plans;
    }

    private static boolean exits(Map<String, SequenceDefinition> plans, Enrolment enrolment, SequenceExit exit) {
        SequenceDefinition plan = plans.get(enrolment.sequence());
        return plan != null && plan.exits().contains(exit);
    }

    @EventListener
    @Order(RecipientOrder.FOLLOW_UPS)
    void on(SignalsRecorded recorded) {
        Map<SequenceExit, Set<Long>> asked = new EnumMap<>(SequenceExit.class);
        for (Signal signal : recorded.signals()) {
            SequenceExit exit = BY_SIGNAL.get(signal.kind());
            if (exit != null) {
                asked.computeIfAbsent(exit, one -> new HashSet<>()).add(signal.person());
            }
        }
        asked.forEach((exit, people) -> {
            Set<Long> standing = new HashSet<>();
            persons.all(recorded.workspace(), people).values().stream()
                    .map(Person::id)
                    .forEach(standing::add);
            List<Enrolment> open = rows.open(recorded.workspace(), standing);
            if (!open.isEmpty()) {
                Map<String, SequenceDefinition> plans = plans(recorded.workspace());
                enrolments.stop(
                        recorded.workspace(),
                        open.stream().filter(one -> exits(plans, one, exit)).toList(),
                        exit.words());
            }
        });
    }

    /** What could not be delivered, or may not be sent, is not followed by more. */
    @EventListener
    void on(MessagesSettled settled) {
        Map<String, MessagesSettled.SettledMessage> ended = new HashMap<>();
        settled.messages().stream()
                .filter(one -> one.key().startsWith("sequence/"))
                .filter(one -> one.state() == MessageState.FAILED || one.state() == MessageState.SUPPRESSED)
                .forEach(one -> ended.put(one.key().split("/", 4)[2], one));
        if (ended.isEmpty()) {
            return;
        }
        for (Enrolment one : rows.open(
                settled.workspace(),
                ended.values().stream()
                        .map(MessagesSettled.SettledMessage::person)
                        .toList())) {
            MessagesSettled.SettledMessage message = ended.get(Long.toString(one.id()));
            if (message != null && one.state().equals("active")) {
                String word = message.state() == MessageState.FAILED
                        ? "A mail could not be delivered"
                        : "A mail was not sent";
                enrolments.stop(settled.workspace(), List.of(one), word + ": " + message.why());
            }
        }
    }

    /** Two people have become one: who is in a sequence twice goes on once. */
    @EventListener
    void on(PeopleMerged merged) {
        Map<Long, Person> standing = persons.all(merged.workspace(), merged.merged());
        if (standing.isEmpty()) {
            return;
        }
        rows.move(merged.workspace(), standing, clock.instant());
    }

    @EventListener
    void on(PersonErased erased) {
        rows.erase(erased.workspace(), erased.persons());
    }
}
