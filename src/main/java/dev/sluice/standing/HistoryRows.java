package dev.sluice.standing;

import dev.sluice.funnel.FoldSignal;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.signal.SignalLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads people's histories from the log, those of merged records together and in the order of the fold. */
@Component
public class HistoryRows {
    private final JdbcClient jdbc;
    private final SignalLog log;

    HistoryRows(JdbcClient jdbc, SignalLog log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    /** The whole history of each of these people, in order. */
    public Map<Long, List<FoldSignal>> histories(int workspace, Collection<Long> people) {
        Map<Long, List<FoldSignal>> histories = new HashMap<>();
        people.forEach(person -> histories.put(person, new ArrayList<>()));
        Map<Long, List<FoldSignal>> byRecord = new HashMap<>();
        jdbc.sql("""
                        SELECT id, coalesce(merged_into, id) AS survivor FROM shared_person WHERE workspace_id = ? AND id = ANY (?)
                        UNION ALL
                        SELECT id, merged_into FROM shared_person WHERE workspace_id = ? AND merged_into = ANY (?)""")
                .params(workspace, SqlArray.bigint(people), workspace, SqlArray.bigint(people))
                .query(Row.each(row -> {
                    List<FoldSignal> history = histories.get(row.longValue("survivor"));
                    if (history != null) {
                        byRecord.put(row.longValue("id"), history);
                    }
                }));
        log.ofPeople(
                workspace,
                byRecord.keySet(),
                stored -> Objects.requireNonNull(byRecord.get(stored.person())).add(FoldInput.signal(stored)));
        histories.values().forEach(history -> history.sort(PersonFold.ORDER));
        return histories;
    }

    /** The histories of everyone in a range of person numbers who is not merged into someone else. */
    Map<Long, List<FoldSignal>> histories(int workspace, long from, long to) {
        Map<Long, List<FoldSignal>> histories = new HashMap<>();
        Set<Long> elsewhere = new HashSet<>();
        Set<Long> survivors = new HashSet<>();
        jdbc.sql("""
                        SELECT id, merged_into FROM shared_person
                        WHERE workspace_id = ? AND merged_into IS NOT NULL
                          AND ((id >= ? AND id < ?) OR (merged_into >= ? AND merged_into < ?))""").params(workspace, from, to, from, to).query(Row.each(row -> {
            elsewhere.add(row.longValue("id"));
            survivors.add(row.longValue("merged_into"));
        }));
        log.range(workspace, from, to, stored -> {
            long person = stored.person();
            if (!elsewhere.contains(person) && !survivors.contains(person)) {
                histories.computeIfAbsent(person, _ -> new ArrayList<>()).add(FoldInput.signal(stored));
            }
        });
        survivors.removeIf(person -> person < from || person >= to);
        if (!survivors.isEmpty()) {
            histories.putAll(histories(workspace, survivors));
        }
        return histories;
    }

    /** The first person of each range of that many, by number. */
    List<Long> rangeStarts(int workspace, int people) {
        return jdbc.sql("""
                        SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM shared_person WHERE workspace_id = ?) p
                        WHERE n % ? = 1 ORDER BY id""")
                .params(workspace, people)
                .query(Row.map(row -> row.longValue("id")))
                .list();
    }
}
