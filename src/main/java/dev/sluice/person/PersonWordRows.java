package dev.sluice.person;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and writes the words by which people are found. */
@Component
class PersonWordRows {
    /** So many people of one word are looked through for the other words; the user will type more of a commoner one. */
    private static final int LOOKED_THROUGH = 20_000;

    /** Sorts after every text that begins like the one before it, in the order of bytes. */
    private static final String LAST = "\uDBFF\uDFFF";

    private final JdbcClient jdbc;

    PersonWordRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes the words of these people anew, as their rows are now. */
    void refresh(int workspace, Collection<Long> people) {
        if (people.isEmpty()) {
            return;
        }
        Map<Long, Set<String>> words = new LinkedHashMap<>();
        jdbc.sql("""
                        SELECT id, name, traits ->> 'first_name' AS first_name, traits ->> 'last_name' AS last_name, phone,
                               email, traits ->> 'company' AS company
                        FROM person WHERE workspace_id = ? AND id = ANY (?) ORDER BY id""")
                .params(workspace, SqlArray.bigint(people))
                .query(Row.each(row -> words.put(row.longValue("id"), words(row))));
        List<Long> ids = new ArrayList<>();
        List<String> all = new ArrayList<>();
        words.forEach((person, theirs) -> new TreeSet<>(theirs).forEach(word -> {
            ids.add(person);
            all.add(word);
        }));
        jdbc.sql("""
                        DELETE FROM person_word w WHERE w.workspace_id = ? AND w.person_id = ANY (?)
                          AND NOT EXISTS (SELECT FROM unnest(?::bigint[], ?::text[]) AS u(person, word)
                                          WHERE u.person = w.person_id AND u.word = w.word)""")
                .params(workspace, SqlArray.bigint(words.keySet()), SqlArray.bigint(ids), SqlArray.text(all))
                .update();
        jdbc.sql("""
                        INSERT INTO person_word (workspace_id, person_id, word)
                        SELECT ?, u.person, u.word FROM unnest(?::bigint[], ?::text[]) AS u(person, word)
                        ON CONFLICT DO NOTHING""")
                .params(workspace, SqlArray.bigint(ids), SqlArray.text(all))
                .update();
    }

    private static Set<String> words(Row row) {
        String first = row.text("first_name", "");
        String last = row.text("last_name", "");
        String name = (row.text("name", "") + " " + first + " " + last).strip();
        Set<String> words = new TreeSet<>(PersonWords.of(name, row.optionalText("phone")));
        words.addAll(DuplicateKeys.of(
                row.optionalText("name"),
                row.optionalText("phone"),
                row.optionalText("email"),
                row.optionalText("company")));
        return words;
    }

    /** The records that have all of the words, each given as beginnings of which one is enough. */
    List<Long> having(int workspace, List<List<String>> words, int limit) {
        if (words.isEmpty()) {
            return List.of();
        }
        List<String> rarest = words.size() == 1 ? words.getFirst() : rarest(workspace, words);
        List<String> others = words.stream()
                .filter(word -> word != rarest)
                .map(List::getFirst)
                .toList();
        return jdbc.sql("""
                        SELECT DISTINCT f.person_id
                        FROM unnest(:from::text[], :to::text[]) AS r(first, last)
                        CROSS JOIN LATERAL (SELECT person_id FROM person_word
                                            WHERE workspace_id = :w AND word >= r.first AND word < r.last LIMIT :look) f
                        WHERE NOT EXISTS (
                            SELECT FROM unnest(:others::text[], :ends::text[]) AS o(first, last)
                            WHERE NOT EXISTS (SELECT FROM person_word x
                                              WHERE x.workspace_id = :w AND x.person_id = f.person_id
                                                AND x.word >= o.first AND x.word < o.last))
                        LIMIT :limit""")
                .param("w", workspace)
                .param("from", SqlArray.text(rarest))
                .param("to", SqlArray.text(ends(rarest)))
                .param("others", SqlArray.text(others))
                .param("ends", SqlArray.text(ends(others)))
                .param("look", others.isEmpty() ? limit : LOOKED_THROUGH)
                .param("limit", limit)
                .query(Row.map(row -> row.longValue("person_id")))
                .list();
    }

    private static List<String> ends(List<String> beginnings) {
        return beginnings.stream().map(beginning -> beginning + LAST).toList();
    }

    /** The word that the fewest people have; counting stops where it would not matter any more. */
    private List<String> rarest(int workspace, List<List<String>> words) {
        List<String> rarest = words.getFirst();
        long least = Long.MAX_VALUE;
        for (List<String> word : words) {
            long count = jdbc.sql("""
                            SELECT count(*) FROM (SELECT FROM person_word
                            WHERE workspace_id = ? AND word >= ? AND word < ? LIMIT ?) w""")
                    .params(workspace, word.getFirst(), word.getFirst() + LAST, LOOKED_THROUGH)
                    .query(Long.class)
                    .single();
            if (count < least) {
                least = count;
                rarest = word;
            }
        }
        return rarest;
    }
}
