package dev.sluice.person;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of what several records have in common, and of those that are different all the same. */
@Component
class DuplicateRows {
    private static final String DIFFERENT = """
            SELECT least(coalesce(a.merged_into, a.id), coalesce(b.merged_into, b.id)) AS one,
                greatest(coalesce(a.merged_into, a.id), coalesce(b.merged_into, b.id)) AS other
            FROM distinct_people d JOIN person a ON a.workspace_id = d.workspace_id AND a.id = d.one
                JOIN person b ON b.workspace_id = d.workspace_id AND b.id = d.other
            WHERE d.workspace_id = ? AND coalesce(a.merged_into, a.id) <> coalesce(b.merged_into, b.id) """;

    private final JdbcClient jdbc;

    DuplicateRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The records by a key of {@link DuplicateKeys} that 2 to so many of them have, in the order of keys, one range of an index. */
    Map<String, List<Long>> sharing(int workspace, String after, String end, int most, int limit) {
        Map<String, List<Long>> sharing = new LinkedHashMap<>();
        jdbc.sql("""
                        SELECT word, array_agg(person_id ORDER BY person_id) AS people FROM person_word
                        WHERE workspace_id = ? AND word > ? AND word < ?
                        GROUP BY word HAVING count(*) BETWEEN 2 AND ? ORDER BY word LIMIT ?""")
                .params(workspace, after, end, most, limit)
                .query(Row.each(row -> sharing.put(row.text("word"), row.longs("people"))));
        return sharing;
    }

    /** The records that share a mailbox: those with a tagged address, and the one with the plain address. */
    Map<String, List<Long>> mailboxes(int workspace, String after, int most, int limit) {
        Map<String, List<Long>> sharing = new LinkedHashMap<>();
        jdbc.sql("""
                        SELECT word, array_agg(person_id ORDER BY person_id) AS people FROM (
                            SELECT word, person_id FROM person_word
                            WHERE workspace_id = :w AND word > :after AND word < :end
                            UNION
                            SELECT t.word, i.person_id FROM person_word t
                            JOIN identity i ON i.workspace_id = t.workspace_id AND i.key = 'e:' || substr(t.word, 2)
                            WHERE t.workspace_id = :w AND t.word > :after AND t.word < :end) s
                        GROUP BY word HAVING count(*) BETWEEN 2 AND :most ORDER BY word LIMIT :limit""")
                .param("w", workspace)
                .param("after", after)
                .param("end", DuplicateKeys.MAILBOX + Character.toString(Character.MAX_CODE_POINT))
                .param("most", most)
                .param("limit", limit)
                .query(Row.each(row -> sharing.put(row.text("word"), row.longs("people"))));
        return sharing;
    }

    /** The survivor of each record that was merged, and each other record itself. */
    Map<Long, Long> survivors(int workspace, List<Long> records) {
        Map<Long, Long> survivors = new HashMap<>();
        jdbc.sql("SELECT id, coalesce(merged_into, id) AS survivor FROM person WHERE workspace_id = ? AND id = ANY (?)")
                .params(workspace, SqlArray.bigint(records))
                .query(Row.each(row -> survivors.put(row.longValue("id"), row.longValue("survivor"))));
        return survivors;
    }

    /** Of these people, the pairs that were said to be different, as they are after merges; the smaller number first. */
    Set<List<Long>> different(int workspace, Collection<Long> people) {
        return new HashSet<>(jdbc.sql(DIFFERENT + """
                        AND coalesce(a.merged_into, a.id) = ANY (?) AND coalesce(b.merged_into, b.id) = ANY (?)""")
                .params(workspace, SqlArray.bigint(people), SqlArray.bigint(people))
                .query(Row.map(row -> List.of(row.longValue("one"), row.longValue("other"))))
                .list());
    }

    /** The pairs that were said to be different, the last ones first. */
    List<List<Long>> lastDifferent(int workspace, int limit) {
        return jdbc.sql(DIFFERENT + " ORDER BY d.at DESC, d.one, d.other LIMIT ?")
                .params(workspace, limit)
                .query(Row.map(row -> List.of(row.longValue("one"), row.longValue("other"))))
                .list();
    }

    void addDifferent(int workspace, long one, long other, Instant at) {
        jdbc.sql("""
                        INSERT INTO distinct_people (workspace_id, one, other, at) VALUES (?, ?, ?, ?)
                        ON CONFLICT DO NOTHING""")
                .params(workspace, Math.min(one, other), Math.max(one, other), Timestamp.from(at))
                .update();
    }

    /** Forgets what was said of any two records of these two people. */
    void deleteDifferent(int workspace, List<Long> one, List<Long> other) {
        jdbc.sql("""
                        DELETE FROM distinct_people WHERE workspace_id = :w
                            AND (one = ANY (:one) AND other = ANY (:other) OR one = ANY (:other) AND other = ANY (:one))""")
                .param("w", workspace)
                .param("one", SqlArray.bigint(one))
                .param("other", SqlArray.bigint(other))
                .update();
    }

    void erase(int workspace, List<Long> people) {
        jdbc.sql("DELETE FROM distinct_people WHERE workspace_id = ? AND (one = ANY (?) OR other = ANY (?))")
                .params(workspace, SqlArray.bigint(people), SqlArray.bigint(people))
                .update();
    }
}
