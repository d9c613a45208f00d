package dev.sluice.person;

import dev.sluice.platform.database.SqlArray;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the keys by which identity resolution recognises people; every statement works on a whole batch. */
@Component
class IdentityRows {
    private final JdbcClient jdbc;

    IdentityRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Claims the keys for their people; false, and nothing claimed, when one of them has an owner by now. */
    boolean claim(int workspace, Map<String, PersonCandidate> newKeys, Map<String, Boolean> marks) {
        if (newKeys.isEmpty()) {
            return true;
        }
        List<String> keys = newKeys.keySet().stream().sorted().toList();
        List<@Nullable String> claimed = jdbc.sql("""
                        INSERT INTO identity (workspace_id, key, person_id, claimed)
                        SELECT ?, u.key, u.person, u.claimed
                        FROM unnest(?::text[], ?::bigint[], ?::boolean[]) AS u(key, person, claimed)
                        ON CONFLICT DO NOTHING
                        RETURNING key""")
                .params(
                        workspace,
                        SqlArray.text(keys),
                        SqlArray.bigint(
                                keys.stream().map(key -> record(newKeys, key)).toList()),
                        SqlArray.bool(flags(keys, marks)))
                .query(String.class)
                .list();
        if (claimed.size() == keys.size()) {
            return true;
        }
        jdbc.sql("DELETE FROM identity WHERE workspace_id = ? AND key = ANY (?)")
                .params(workspace, SqlArray.text(claimed.toArray(String[]::new)))
                .update();
        return false;
    }

    /** Marks existing browsers by whether they only claim to be their person. */
    void mark(int workspace, Map<String, Boolean> marks, Set<String> newKeys) {
        List<String> keys = marks.keySet().stream()
                .filter(key -> !newKeys.contains(key))
                .sorted()
                .toList();
        if (keys.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        UPDATE identity i SET claimed = u.claimed
                        FROM unnest(?::text[], ?::boolean[]) AS u(key, claimed)
                        WHERE i.workspace_id = ? AND i.key = ANY (?) AND i.key = u.key""")
                .params(SqlArray.text(keys), SqlArray.bool(flags(keys, marks)), workspace, SqlArray.text(keys))
                .update();
    }

    private static boolean[] flags(List<String> keys, Map<String, Boolean> marks) {
        boolean[] flags = new boolean[keys.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = marks.getOrDefault(keys.get(i), false);
        }
        return flags;
    }

    void move(int workspace, Map<String, PersonCandidate> moved) {
        if (moved.isEmpty()) {
            return;
        }
        List<String> keys = moved.keySet().stream().sorted().toList();
        jdbc.sql("""
                        UPDATE identity i SET person_id = u.person
                        FROM unnest(?::text[], ?::bigint[]) AS u(key, person)
                        WHERE i.workspace_id = ? AND i.key = ANY (?) AND i.key = u.key""")
                .params(
                        SqlArray.text(keys),
                        SqlArray.bigint(
                                keys.stream().map(key -> owner(moved, key).id).toList()),
                        workspace,
                        SqlArray.text(keys))
                .update();
    }

    /** The record that a key is of: that of the person, or one that was merged into them. */
    private static long record(Map<String, PersonCandidate> keys, String key) {
        PersonCandidate person = owner(keys, key);
        return person.recordOfKey.getOrDefault(key, person.id);
    }

    private static PersonCandidate owner(Map<String, PersonCandidate> keys, String key) {
        PersonCandidate person = keys.get(key);
        if (person == null) {
            throw new IllegalArgumentException(key);
        }
        return person.survivor();
    }
}
