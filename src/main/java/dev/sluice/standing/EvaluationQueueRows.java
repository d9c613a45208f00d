package dev.sluice.standing;

import dev.sluice.funnel.FoldSignal;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the evaluation queue: signals that the fold has not seen yet, and people to be folded again. */
@Component
public class EvaluationQueueRows {
    /** A queued signal, or (signal null) a person to be folded again. */
    public record QueuedSignal(long person, @Nullable FoldSignal signal, long receivedAt) {}

    private final JdbcClient jdbc;
    private final SignalLog log;

    EvaluationQueueRows(JdbcClient jdbc, SignalLog log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    public void add(int workspace, List<Signal> signals) {
        jdbc.sql("""
                        INSERT INTO evaluation_queue (workspace_id, person_id, signal_id)
                        SELECT ?, u.person, u.signal::uuid FROM unnest(?::bigint[], ?::text[]) AS u(person, signal)""")
                .params(
                        workspace,
                        SqlArray.bigint(
                                signals.stream().mapToLong(Signal::person).toArray()),
                        SqlArray.text(signals.stream()
                                .map(signal -> signal.id().toString())
                                .toList()))
                .update();
    }

    /** Queues people to be folded again from the log. */
    public void addPeople(int workspace, Collection<Long> people) {
        jdbc.sql("""
                        INSERT INTO evaluation_queue (workspace_id, person_id)
                        SELECT ?, u.person FROM unnest(?::bigint[]) AS u(person)""").params(workspace, SqlArray.bigint(people)).update();
    }

    /** Removes signals from the queue, oldest first; the people are those the signals were recorded for. */
    public List<QueuedSignal> claim(int workspace, int limit) {
        record ClaimedRow(long id, long person, @Nullable UUID signal) {}
        List<ClaimedRow> claimed = jdbc.sql("""
                        SELECT id, person_id, signal_id FROM evaluation_queue WHERE workspace_id = ? AND NOT parked
                        ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED""")
                .params(workspace, limit)
                .query(Row.map(row ->
                        new ClaimedRow(row.longValue("id"), row.longValue("person_id"), row.optionalUuid("signal_id"))))
                .list();
        if (claimed.isEmpty()) {
            return List.of();
        }
        jdbc.sql("DELETE FROM evaluation_queue WHERE workspace_id = ? AND id = ANY (?)")
                .params(
                        workspace,
                        SqlArray.bigint(
                                claimed.stream().mapToLong(ClaimedRow::id).toArray()))
                .update();
        List<QueuedSignal> queued = new ArrayList<>(claimed.size());
        claimed.stream()
                .filter(row -> row.signal() == null)
                .forEach(row -> queued.add(new QueuedSignal(row.person(), null, 0)));
        log.byIds(
                workspace,
                claimed.stream()
                        .map(ClaimedRow::signal)
                        .filter(Objects::nonNull)
                        .toList(),
                stored -> queued.add(
                        new QueuedSignal(stored.person(), FoldInput.signal(stored), Time.micros(stored.receivedAt()))));
        return queued;
    }

    /** The signals that are not folded yet. */
    Set<UUID> waiting(int workspace) {
        return new HashSet<>(jdbc.sql(
                        "SELECT signal_id FROM evaluation_queue WHERE workspace_id = ? AND signal_id IS NOT NULL AND NOT parked")
                .param(workspace)
                .query(UUID.class)
                .list());
    }

    /** Sets the oldest queued row aside, because it alone cannot be folded. */
    public void park(int workspace) {
        jdbc.sql("""
                        UPDATE evaluation_queue SET parked = true WHERE workspace_id = ? AND id =
                            (SELECT min(id) FROM evaluation_queue WHERE workspace_id = ? AND NOT parked)""").params(workspace, workspace).update();
    }

    long backlog(int workspace) {
        return jdbc.sql("SELECT count(*) FROM evaluation_queue WHERE workspace_id = ? AND NOT parked")
                .param(workspace)
                .query(Long.class)
                .single();
    }

    /** Notes for a replay under way that these people were evaluated meanwhile. */
    public void touch(int workspace, int run, Collection<Long> people) {
        jdbc.sql("""
                        INSERT INTO replay_touched (workspace_id, run, person_id)
                        SELECT ?, ?, u.person FROM unnest(?::bigint[]) AS u(person) ON CONFLICT DO NOTHING""").params(workspace, run, SqlArray.bigint(people)).update();
    }

    /** Notes for a replay under way the people of every queued signal. */
    void touchQueued(int workspace, int run) {
        jdbc.sql("""
                        INSERT INTO replay_touched (workspace_id, run, person_id)
                        SELECT DISTINCT b.workspace_id, ?, coalesce(p.merged_into, p.id)
                        FROM evaluation_queue b JOIN shared_person p ON p.workspace_id = b.workspace_id AND p.id = b.person_id
                        WHERE b.workspace_id = ? AND b.signal_id IS NOT NULL AND NOT b.parked
                        ON CONFLICT DO NOTHING""").params(run, workspace).update();
    }

    /** Removes and returns so many of the people noted for a replay. */
    List<Long> claimTouched(int workspace, int run, int limit) {
        return jdbc.sql("""
                        DELETE FROM replay_touched WHERE workspace_id = ? AND run = ? AND person_id IN
                            (SELECT person_id FROM replay_touched WHERE workspace_id = ? AND run = ? LIMIT ?)
                        RETURNING person_id""")
                .params(workspace, run, workspace, run, limit)
                .query(Row.map(row -> row.longValue("person_id")))
                .list();
    }
}
