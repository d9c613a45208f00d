package dev.sluice.person;

import dev.sluice.person.Persons.PersonIdentity;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the keys of people and the people of keys. */
@Component
class IdentityLookupRows {
    /** Takes a person and one of their keys; "" for a person without any. */
    interface KeyReader {
        void read(long person, String key);
    }

    private final JdbcClient jdbc;

    IdentityLookupRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The person of each of those keys that has one. */
    Map<String, Long> owners(int workspace, Collection<String> keys) {
        Map<String, Long> owners = new HashMap<>();
        jdbc.sql("SELECT key, person_id FROM identity WHERE workspace_id = ? AND key = ANY (?)")
                .params(workspace, SqlArray.text(keys))
                .query(Row.each(row -> owners.put(row.text("key"), row.longValue("person_id"))));
        return owners;
    }

    Set<String> identified(int workspace, Collection<String> visitors) {
        return Set.copyOf(jdbc.sql("""
                        SELECT substr(i.key, 3) FROM identity i
                        JOIN person p ON p.workspace_id = ? AND p.id = i.person_id
                        WHERE i.workspace_id = ? AND i.key = ANY (?)
                          AND (p.identified_at IS NOT NULL OR p.merged_into IS NOT NULL)""")
                .params(
                        workspace,
                        workspace,
                        SqlArray.text(
                                visitors.stream().map(visitor -> "a:" + visitor).toList()))
                .query(String.class)
                .list());
    }

    /** The keys of these records, in no order. */
    List<String> keys(int workspace, List<Long> group) {
        return jdbc.sql("SELECT key FROM identity WHERE workspace_id = ? AND person_id = ANY (?)")
                .params(workspace, SqlArray.bigint(group))
                .query(Row.map(row -> row.text("key")))
                .list();
    }

    /** The keys of these people and of the records merged into them. */
    void keys(int workspace, Collection<Long> people, KeyReader reader) {
        jdbc.sql("""
                        SELECT p.id, i.key FROM person p
                        JOIN identity i ON i.workspace_id = p.workspace_id AND i.person_id = p.id
                        WHERE p.workspace_id = ? AND p.id = ANY (?)
                        UNION ALL
                        SELECT p.merged_into, i.key FROM person p
                        JOIN identity i ON i.workspace_id = p.workspace_id AND i.person_id = p.id
                        WHERE p.workspace_id = ? AND p.merged_into = ANY (?)
                        UNION ALL
                        SELECT id, '' FROM person WHERE workspace_id = ? AND id = ANY (?)""")
                .params(workspace, SqlArray.bigint(people), workspace, SqlArray.bigint(people))
                .params(workspace, SqlArray.bigint(people))
                .query(Row.each(row -> reader.read(row.longValue("id"), row.text("key"))));
    }

    /** What identifies a person, addresses first and browsers last. */
    List<PersonIdentity> identities(int workspace, long person, List<Long> group) {
        return jdbc.sql("""
                        SELECT key, person_id <> ? AS merged FROM identity WHERE workspace_id = ? AND person_id = ANY (?)
                        ORDER BY position(left(key, 1) IN 'euxa'), key LIMIT 200""")
                .params(person, workspace, SqlArray.bigint(group))
                .query(Row.map(row -> identity(row.text("key"), row.bool("merged"))))
                .list();
    }

    private static PersonIdentity identity(String key, boolean merged) {
        String kind = switch (key.charAt(0)) {
            case 'e' -> "E-mail";
            case 'u' -> "User id";
            case 'x' -> "External id";
            default -> "Browser";
        };
        return new PersonIdentity(kind, key.substring(2), merged);
    }

    void add(int workspace, String key, long person) {
        jdbc.sql("INSERT INTO identity (workspace_id, key, person_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                .params(workspace, key, person)
                .update();
    }
}
