package dev.sluice.standing.driver;

import dev.sluice.person.PeopleMerged;
import dev.sluice.person.PersonErased;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.RecipientOrder;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalsRecorded;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down, in the transaction that records a signal, that a fold has still to see it. */
@Component
class EvaluationQueue {
    private final JdbcClient jdbc;
    private final EvaluationWakeup wake;

    EvaluationQueue(JdbcClient jdbc, EvaluationWakeup wake) {
        this.jdbc = jdbc;
        this.wake = wake;
    }

    @EventListener
    @Order(RecipientOrder.EVALUATION)
    void on(SignalsRecorded recorded) {
        List<Signal> signals = recorded.signals();
        jdbc.sql("""
                        INSERT INTO evaluation_queue (workspace_id, person_id, signal_id)
                        SELECT ?, u.person, u.signal::uuid FROM unnest(?::bigint[], ?::text[]) AS u(person, signal)""")
                .params(
                        recorded.workspace(),
                        SqlArray.bigint(
                                signals.stream().mapToLong(Signal::person).toArray()),
                        SqlArray.text(signals.stream()
                                .map(signal -> signal.id().toString())
                                .toList()))
                .update();
        Tenancy.afterCommit(() -> wake.up(recorded.workspace()));
    }

    /** In the order in which an evaluation locks them, and before what hears of it, so that neither waits for the other. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(PeopleMerged merged) {
        for (String table : List.of("standing_state", "standing")) {
            jdbc.sql("DELETE FROM " + table + " WHERE workspace_id = ? AND person_id = ANY (?)")
                    .params(merged.workspace(), SqlArray.bigint(merged.merged()))
                    .update();
        }
        refold(merged.workspace(), merged.survivors());
    }

    /** An evaluation under way is waited for, so that it cannot write down anew what is removed here. */
    @EventListener
    void on(PersonErased erased) {
        jdbc.sql("SELECT pg_advisory_xact_lock(2, ?)::text")
                .param(erased.workspace())
                .query(String.class)
                .optional();
        for (String table : List.of("standing", "standing_state", "evaluation_queue", "replay_touched", "transition")) {
            jdbc.sql("DELETE FROM " + table + " WHERE workspace_id = ? AND person_id = ANY (?)")
                    .params(erased.workspace(), SqlArray.bigint(erased.persons()))
                    .update();
        }
    }

    /** Asks for these people to be folded again from the log. */
    void refold(int workspace, List<Long> people) {
        jdbc.sql("""
                        INSERT INTO evaluation_queue (workspace_id, person_id)
                        SELECT ?, u.person FROM unnest(?::bigint[]) AS u(person)""").params(workspace, SqlArray.bigint(people)).update();
        Tenancy.afterCommit(() -> wake.up(workspace));
    }
}
