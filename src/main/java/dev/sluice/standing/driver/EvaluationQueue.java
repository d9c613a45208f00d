package dev.sluice.standing.driver;

import dev.sluice.person.PeopleMerged;
import dev.sluice.person.PersonErased;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.signal.kind.RecipientOrder;
import dev.sluice.standing.EvaluationQueueRows;
import dev.sluice.standing.StandingRemovalRows;
import dev.sluice.standing.StandingRows;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Queues a signal for evaluation in the transaction that records it. */
@Component
class EvaluationQueue {
    private final EvaluationQueueRows rows;
    private final StandingRows standings;
    private final StandingRemovalRows removals;
    private final EvaluationWakeup wakeup;

    EvaluationQueue(
            EvaluationQueueRows rows, StandingRows standings, StandingRemovalRows removals, EvaluationWakeup wakeup) {
        this.rows = rows;
        this.standings = standings;
        this.removals = removals;
        this.wakeup = wakeup;
    }

    @EventListener
    @Order(RecipientOrder.EVALUATION)
    void on(SignalsRecorded event) {
        rows.add(event.workspace(), event.signals());
        Tenancy.afterCommit(() -> wakeup.up(event.workspace()));
    }

    /** Before other listeners, and in the order in which an evaluation locks them, so that neither waits for the other. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(PeopleMerged event) {
        removals.removeMerged(event.workspace(), event.merged());
        refold(event.workspace(), event.survivors());
    }

    /** Waits for an evaluation under way, so that it cannot write again what is removed here. */
    @EventListener
    void on(PersonErased event) {
        standings.lockAlone(event.workspace());
        removals.erase(event.workspace(), event.persons());
    }

    /** Queues these people to be folded again from the log. */
    void refold(int workspace, List<Long> people) {
        rows.addPeople(workspace, people);
        Tenancy.afterCommit(() -> wakeup.up(workspace));
    }
}
