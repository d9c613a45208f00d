package dev.sluice.person;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the records of people, following merges. */
@Component
class PersonProfileRows {
    private static final String PERSON = """
            SELECT p.id, p.identified_at, p.email, p.user_key, p.name, p.role, p.phone, p.company_id, c.name AS company_name, p.origin,
                   p.first_touch::text AS first_touch, p.traits::text AS traits, p.created_at
            FROM person o
            CROSS JOIN LATERAL unnest(ARRAY[coalesce(o.merged_into, o.id)]) AS survivor (id)
            JOIN person p ON p.workspace_id = o.workspace_id AND p.id = survivor.id
            LEFT JOIN company c ON c.workspace_id = p.workspace_id AND c.id = p.company_id
            """;

    private final JdbcClient jdbc;

    PersonProfileRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Person> person(int workspace, long id) {
        return jdbc.sql(PERSON + "WHERE o.workspace_id = ? AND o.id = ?")
                .params(workspace, id)
                .query(Row.map(PersonProfileRows::person))
                .optional();
    }

    /** The people by the requested numbers. */
    Map<Long, Person> people(int workspace, Set<Long> ids) {
        Map<Long, Person> people = new HashMap<>();
        jdbc.sql("SELECT found.*, requested FROM unnest(?::bigint[]) AS requested CROSS JOIN LATERAL (" + PERSON
                        + "WHERE o.workspace_id = ? AND o.id = requested OFFSET 0) found")
                .params(SqlArray.bigint(ids), workspace)
                .query(Row.each(row -> people.put(row.longValue("requested"), person(row))));
        return people;
    }

    Optional<Person> personWithKey(int workspace, String key) {
        return jdbc.sql(PERSON
                        + "JOIN identity i ON i.workspace_id = o.workspace_id AND i.person_id = o.id"
                        + " WHERE o.workspace_id = ? AND i.key = ?")
                .params(workspace, key)
                .query(Row.map(PersonProfileRows::person))
                .optional();
    }

    /** The person's number, then those of the records merged into it. */
    List<Long> group(int workspace, long person) {
        List<Long> group = new ArrayList<>();
        group.add(person);
        group.addAll(jdbc.sql("SELECT id FROM person WHERE workspace_id = ? AND merged_into = ? ORDER BY id")
                .params(workspace, person)
                .query(Row.map(row -> row.longValue("id")))
                .list());
        return group;
    }

    private static Person person(Row row) {
        return new Person(
                row.longValue("id"),
                row.optionalInstant("identified_at"),
                row.optionalText("email"),
                row.optionalText("user_key"),
                row.optionalText("name"),
                row.optionalText("role"),
                row.optionalText("phone"),
                row.optionalLong("company_id"),
                row.optionalText("company_name"),
                row.optionalText("origin"),
                row.object("first_touch"),
                row.object("traits"),
                row.instant("created_at"));
    }
}
