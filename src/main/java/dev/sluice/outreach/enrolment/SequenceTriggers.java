package dev.sluice.outreach.enrolment;

import dev.sluice.funnel.FollowUpRules;
import dev.sluice.funnel.Standing;
import dev.sluice.funnel.Standing.StandingOutcome;
import dev.sluice.outreach.enrolment.Enrolments.Newcomer;
import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.platform.Time;
import dev.sluice.standing.StandingsChanged;
import dev.sluice.standing.StandingsChanged.StandingChange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts and ends sequences as people move through a funnel, in the transaction in which they do. */
@Component
class SequenceTriggers {
    /** What happened longer ago arrived late: it starts nothing. */
    private static final Duration LATE = Duration.ofHours(12);

    private final Sequences sequences;
    private final Enrolments enrolments;
    private final SequenceExits exits;
    private final InstantSource clock;

    SequenceTriggers(Sequences sequences, Enrolments enrolments, SequenceExits exits, InstantSource clock) {
        this.sequences = sequences;
        this.enrolments = enrolments;
        this.exits = exits;
        this.clock = clock;
    }

    @EventListener
    void on(StandingsChanged event) {
        exits.leave(event);
        if (event.run().definition().followUp().isEmpty()) {
            return;
        }
        Map<String, List<Newcomer>> starting = new HashMap<>();
        for (StandingChange change : event.people()) {
            List<String> happened = happened(change, clock.instant().minus(LATE));
            if (!happened.isEmpty()) {
                FollowUpRules.sequences(
                                event.run().definition(), change.after(), happened, Time.micros(clock.instant()))
                        .forEach(name -> starting.computeIfAbsent(name, _ -> new ArrayList<>())
                                .add(new Newcomer(
                                        change.person(),
                                        event.run().funnel(),
                                        change.after().stage())));
            }
        }
        starting.forEach((name, people) -> sequences
                .find(event.workspace(), name)
                .ifPresent(sequence -> enrolments.start(event.workspace(), sequence, people, "by the funnel", null)));
    }

    /** The stage that was entered, the flags that were raised, or "lost". */
    private static List<String> happened(StandingChange change, Instant oldest) {
        List<String> events = new ArrayList<>();
        Standing before = change.before() == null ? Standing.NEW : change.before();
        Standing after = change.after();
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
}
