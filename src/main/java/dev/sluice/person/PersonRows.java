package dev.sluice.person;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.LongSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and writes people for identity resolution; every statement works on a whole batch. */
@Component
class PersonRows {
    private static final int MIN_NUMBERS = 100;

    private final JdbcClient jdbc;

    PersonRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The people whom the keys identify, merges followed. (A join on coalesce(merged_into, id) would read the whole
     * table: row-level security lets only leakproof conditions use an index, and COALESCE is not one. The plan is
     * kept, so it must not rest on how small the table was when it was made: OFFSET 0 leaves only the lookup by key.)
     */
    Map<String, PersonCandidate> byKeys(int workspace, Set<String> keys, boolean withTraits) {
        Map<Long, PersonCandidate> people = new HashMap<>();
        Map<String, PersonCandidate> byKey = HashMap.newHashMap(keys.size());
        if (keys.isEmpty()) {
            return byKey;
        }
        jdbc.sql("""
                        SELECT i.key, p.id AS record, coalesce(m.id, p.id) AS id,
                               coalesce(m.identified_at, p.identified_at) IS NOT NULL AS is_identified,
                               coalesce(m.email, p.email) AS email, coalesce(m.user_key, p.user_key) AS user_key,
                               i.claimed, CASE WHEN ? THEN coalesce(m.traits, p.traits)::text END AS traits
                        FROM identity i
                        CROSS JOIN LATERAL (SELECT * FROM person WHERE workspace_id = ? AND id = i.person_id OFFSET 0) p
                        LEFT JOIN LATERAL (SELECT * FROM person WHERE workspace_id = ? AND id = p.merged_into OFFSET 0) m
                            ON true
                        WHERE i.workspace_id = ? AND i.key = ANY (?)""")
                .params(withTraits, workspace, workspace, workspace, SqlArray.text(keys))
                .query(Row.each(row -> {
                    String key = row.text("key");
                    PersonCandidate person = people.computeIfAbsent(row.longValue("id"), id -> candidate(id, row));
                    if (row.longValue("record") != person.id) {
                        person.recordOfKey.put(key, row.longValue("record"));
                    }
                    if (row.bool("claimed")) {
                        person.claims.add(key);
                    }
                    byKey.put(key, person);
                }));
        return byKey;
    }

    private static PersonCandidate candidate(long id, Row row) {
        PersonCandidate person = new PersonCandidate(
                id, false, row.bool("is_identified"), row.optionalText("email"), row.optionalText("user_key"));
        person.stored = row.optionalText("traits");
        return person;
    }

    /** The highest number of a person so far. */
    long lastNumber() {
        return jdbc.sql("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM person_number")
                .query(Long.class)
                .single();
    }

    /** New person numbers, fetched by so many, or by the hundred. */
    LongSupplier numbers(int count) {
        Queue<Long> stock = new ArrayDeque<>();
        return () -> {
            if (stock.isEmpty()) {
                stock.addAll(jdbc.sql("SELECT nextval('person_number') FROM generate_series(1, ?)")
                        .param(Math.max(MIN_NUMBERS, count))
                        .query(Long.class)
                        .list());
            }
            return stock.remove();
        };
    }

    void insert(int workspace, Collection<PersonCandidate> people, CompanyOfBatch company) {
        if (people.isEmpty()) {
            return;
        }
        PersonColumnArrays columns = new PersonColumnArrays(people, company);
        jdbc.sql("""
                        INSERT INTO person (workspace_id, id, identified_at, email, user_key, name, name_key,
                                            role, phone, company_id, traits, traits_at, first_source_id, first_touch, origin,
                                            created_at)
                        SELECT ?, u.id, CASE WHEN u.identified THEN to_timestamp(u.at::float8 / 1e6) END, u.email, u.user_key,
                               u.name, u.name_key, u.role, u.phone, coalesce(u.stated, u.inferred),
                               jsonb_strip_nulls(u.traits::jsonb),
                               to_timestamp(u.traits_at::float8 / 1e6), u.source, u.touch::jsonb, u.origin,
                               to_timestamp(u.at::float8 / 1e6)
                        FROM unnest(?::bigint[], ?::bool[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                                    ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::int[], ?::text[],
                                    ?::text[])
                            AS u(id, identified, at, traits_at, email, user_key, name, name_key, role, phone,
                                 stated, inferred, traits, source, touch, origin)""").params(columns.parameters(workspace, true)).update();
    }

    /** Adds what the batch has of existing people; the newest value of a trait wins. Returns those who changed. */
    List<Long> update(int workspace, Collection<PersonCandidate> people, CompanyOfBatch company) {
        if (people.isEmpty()) {
            return List.of();
        }
        PersonColumnArrays columns = new PersonColumnArrays(people, company);
        List<Object> parameters = new ArrayList<>(columns.parameters(workspace, false));
        parameters.add(workspace);
        parameters.add(SqlArray.bigint(people.stream().map(person -> person.id).toList()));
        return jdbc.sql("""
                        UPDATE person p SET
                            identified_at = CASE WHEN u.identified
                                THEN least(p.identified_at, to_timestamp(u.at::float8 / 1e6)) ELSE p.identified_at END,
                            email = coalesce(p.email, u.email),
                            user_key = coalesce(p.user_key, u.user_key),
                            name = CASE WHEN to_timestamp(u.traits_at::float8 / 1e6) >= p.traits_at THEN coalesce(u.name, p.name) ELSE coalesce(p.name, u.name) END,
                            name_key = CASE WHEN to_timestamp(u.traits_at::float8 / 1e6) >= p.traits_at THEN coalesce(u.name_key, p.name_key)
                                       ELSE coalesce(p.name_key, u.name_key) END,
                            role = CASE WHEN to_timestamp(u.traits_at::float8 / 1e6) >= p.traits_at THEN coalesce(u.role, p.role) ELSE coalesce(p.role, u.role) END,
                            phone = CASE WHEN to_timestamp(u.traits_at::float8 / 1e6) >= p.traits_at THEN coalesce(u.phone, p.phone) ELSE coalesce(p.phone, u.phone) END,
                            company_id = coalesce(u.stated, p.company_id, u.inferred),
                            traits = jsonb_strip_nulls(
                                CASE WHEN to_timestamp(u.traits_at::float8 / 1e6) >= p.traits_at THEN p.traits || u.traits::jsonb ELSE u.traits::jsonb || p.traits END),
                            traits_at = greatest(p.traits_at, to_timestamp(u.traits_at::float8 / 1e6)),
                            origin = coalesce(p.origin, u.origin),
                            first_touch = coalesce(p.first_touch, u.touch::jsonb)
                        FROM unnest(?::bigint[], ?::bool[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                                    ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::int[], ?::text[],
                                    ?::text[])
                            AS u(id, identified, at, traits_at, email, user_key, name, name_key, role, phone,
                                 stated, inferred, traits, source, touch, origin)
                        WHERE p.workspace_id = ? AND p.id = ANY (?) AND p.id = u.id
                          AND (NOT p.traits @> u.traits::jsonb
                               OR (p.identified_at IS NULL AND u.identified)
                               OR (p.email IS NULL AND u.email IS NOT NULL)
                               OR (p.user_key IS NULL AND u.user_key IS NOT NULL)
                               OR (p.origin IS NULL AND u.origin IS NOT NULL)
                               OR coalesce(u.stated, p.company_id, u.inferred) IS DISTINCT FROM p.company_id)
                        RETURNING p.id""")
                .params(parameters)
                .query(Row.map(row -> row.longValue("id")))
                .list();
    }
}
