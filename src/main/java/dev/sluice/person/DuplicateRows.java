package dev.sluice.person;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what several records have in common. */
@Component
class DuplicateRows {
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

    /** The records of each mailbox that somebody's tagged address stands for: theirs, and that of the plain address. */
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
}
