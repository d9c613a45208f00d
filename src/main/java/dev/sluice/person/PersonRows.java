package dev.sluice.person;

import dev.sluice.platform.Json;
import dev.sluice.platform.Time;
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
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of recognition: every statement works on a whole batch. */
@Component
class PersonRows {
    private static final int FEWEST_NUMBERS = 100;

    private final JdbcClient jdbc;

    PersonRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Who stands behind the keys, merges followed. (A join on coalesce(merged_into, id) would read the whole
     * table: row-level security lets only leakproof conditions use an index, and COALESCE is not one. The plan is
     * kept, so it must not rest on how small the table was when it was made: OFFSET 0 leaves only the lookup by key.)
     */
    Map<String, PersonCandidate> known(int workspace, Set<String> keys, boolean withTraits) {
        Map<Long, PersonCandidate> people = new HashMap<>();
        Map<String, PersonCandidate> byKey = HashMap.newHashMap(keys.size());
        if (keys.isEmpty()) {
            return byKey;
        }
        jdbc.sql("""
                        SELECT i.key, coalesce(m.id, p.id), coalesce(m.identified_at, p.identified_at) IS NOT NULL,
                               coalesce(m.email, p.email), coalesce(m.user_key, p.user_key), i.claimed,
                               CASE WHEN ? THEN coalesce(m.traits, p.traits)::text END
                        FROM identity i
                        CROSS JOIN LATERAL (SELECT * FROM person WHERE workspace_id = ? AND id = i.person_id OFFSET 0) p
                        LEFT JOIN LATERAL (SELECT * FROM person WHERE workspace_id = ? AND id = p.merged_into OFFSET 0) m
                            ON true
                        WHERE i.workspace_id = ? AND i.key = ANY (?)""")
                .params(withTraits, workspace, workspace, workspace, SqlArray.text(keys))
                .query(row -> {
                    long id = row.getLong(2);
                    PersonCandidate person = people.get(id);
                    if (person == null) {
                        person = new PersonCandidate(id, false, row.getBoolean(3), row.getString(4), row.getString(5));
                        person.stored = row.getString(7);
                        people.put(id, person);
                    }
                    if (row.getBoolean(6)) {
                        person.claims.add(row.getString(1));
                    }
                    byKey.put(row.getString(1), person);
                });
        return byKey;
    }

    /** Fresh person numbers, fetched by so many, or by the hundred. */
    LongSupplier numbers(int many) {
        Queue<Long> stock = new ArrayDeque<>();
        return () -> {
            if (stock.isEmpty()) {
                stock.addAll(jdbc.sql("SELECT nextval('person_number') FROM generate_series(1, ?)")
                        .param(Math.max(FEWEST_NUMBERS, many))
                        .query(Long.class)
                        .list());
            }
            return stock.remove();
        };
    }

    /** Takes the keys for their people; false, and nothing taken, when one of them belongs to somebody by now. */
    boolean claim(int workspace, Map<String, PersonCandidate> newKeys, Map<String, Boolean> marks) {
        if (newKeys.isEmpty()) {
            return true;
        }
        List<String> keys = newKeys.keySet().stream().sorted().toList();
        List<@Nullable String> taken = jdbc.sql("""
                        INSERT INTO identity (workspace_id, key, person_id, claimed)
                        SELECT ?, u.key, u.person, u.claimed
                        FROM unnest(?::text[], ?::bigint[], ?::boolean[]) AS u(key, person, claimed)
                        ON CONFLICT DO NOTHING
                        RETURNING key""")
                .params(
                        workspace,
                        SqlArray.text(keys),
                        SqlArray.bigint(
                                keys.stream().map(key -> owner(newKeys, key).id).toList()),
                        SqlArray.bool(flags(keys, marks)))
                .query(String.class)
                .list();
        if (taken.size() == keys.size()) {
            return true;
        }
        jdbc.sql("DELETE FROM identity WHERE workspace_id = ? AND key = ANY (?)")
                .params(workspace, SqlArray.text(taken.toArray(String[]::new)))
                .update();
        return false;
    }

    /** Notes of browsers that were known before whether they only claim to be their person. */
    void mark(int workspace, Map<String, Boolean> marks, Set<String> fresh) {
        List<String> keys = marks.keySet().stream()
                .filter(key -> !fresh.contains(key))
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

    void insert(int workspace, Collection<PersonCandidate> people, Map<PersonCandidate, @Nullable Long> company) {
        if (people.isEmpty()) {
            return;
        }
        PersonColumnArrays columns = new PersonColumnArrays(people, company);
        jdbc.sql("""
                        INSERT INTO person (workspace_id, id, identified_at, email, user_key, name, name_key, last_name_key,
                                            role, phone, company_id, traits, traits_at, first_source_id, first_touch, origin,
                                            created_at)
                        SELECT ?, u.id, CASE WHEN u.identified THEN to_timestamp(u.at::float8 / 1e6) END, u.email, u.user_key,
                               u.name, u.name_key, u.last_name_key, u.role, u.phone, u.company,
                               jsonb_strip_nulls(u.traits::jsonb),
                               to_timestamp(u.told::float8 / 1e6), u.source, u.touch::jsonb, u.origin,
                               to_timestamp(u.at::float8 / 1e6)
                        FROM unnest(?::bigint[], ?::bool[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                                    ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::int[], ?::text[],
                                    ?::text[])
                            AS u(id, identified, at, told, email, user_key, name, name_key, last_name_key, role, phone,
                                 company, traits, source, touch, origin)""").params(columns.parameters(workspace, true)).update();
    }

    /** Adds what the batch told about people known before; the newest telling of a trait wins. */
    void update(int workspace, Collection<PersonCandidate> people, Map<PersonCandidate, @Nullable Long> company) {
        if (people.isEmpty()) {
            return;
        }
        PersonColumnArrays columns = new PersonColumnArrays(people, company);
        List<Object> parameters = new ArrayList<>(columns.parameters(workspace, false));
        parameters.add(workspace);
        parameters.add(SqlArray.bigint(people.stream().map(person -> person.id).toList()));
        jdbc.sql("""
                        UPDATE person p SET
                            identified_at = CASE WHEN u.identified
                                THEN least(p.identified_at, to_timestamp(u.at::float8 / 1e6)) ELSE p.identified_at END,
                            email = coalesce(p.email, u.email),
                            user_key = coalesce(p.user_key, u.user_key),
                            name = CASE WHEN to_timestamp(u.told::float8 / 1e6) >= p.traits_at THEN coalesce(u.name, p.name) ELSE coalesce(p.name, u.name) END,
                            name_key = CASE WHEN to_timestamp(u.told::float8 / 1e6) >= p.traits_at THEN coalesce(u.name_key, p.name_key)
                                       ELSE coalesce(p.name_key, u.name_key) END,
                            last_name_key = CASE WHEN to_timestamp(u.told::float8 / 1e6) >= p.traits_at THEN coalesce(u.last_name_key, p.last_name_key)
                                            ELSE coalesce(p.last_name_key, u.last_name_key) END,
                            role = CASE WHEN to_timestamp(u.told::float8 / 1e6) >= p.traits_at THEN coalesce(u.role, p.role) ELSE coalesce(p.role, u.role) END,
                            phone = CASE WHEN to_timestamp(u.told::float8 / 1e6) >= p.traits_at THEN coalesce(u.phone, p.phone) ELSE coalesce(p.phone, u.phone) END,
                            company_id = coalesce(u.company, p.company_id),
                            traits = jsonb_strip_nulls(
                                CASE WHEN to_timestamp(u.told::float8 / 1e6) >= p.traits_at THEN p.traits || u.traits::jsonb ELSE u.traits::jsonb || p.traits END),
                            traits_at = greatest(p.traits_at, to_timestamp(u.told::float8 / 1e6)),
                            origin = coalesce(p.origin, u.origin),
                            first_touch = coalesce(p.first_touch, u.touch::jsonb)
                        FROM unnest(?::bigint[], ?::bool[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                                    ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::int[], ?::text[],
                                    ?::text[])
                            AS u(id, identified, at, told, email, user_key, name, name_key, last_name_key, role, phone,
                                 company, traits, source, touch, origin)
                        WHERE p.workspace_id = ? AND p.id = ANY (?) AND p.id = u.id
                          AND (NOT p.traits @> u.traits::jsonb
                               OR (p.identified_at IS NULL AND u.identified)
                               OR (p.email IS NULL AND u.email IS NOT NULL)
                               OR (p.user_key IS NULL AND u.user_key IS NOT NULL)
                               OR (p.origin IS NULL AND u.origin IS NOT NULL)
                               OR (u.company IS NOT NULL AND u.company IS DISTINCT FROM p.company_id))""").params(parameters).update();
    }

    private static PersonCandidate owner(Map<String, PersonCandidate> keys, String key) {
        PersonCandidate person = keys.get(key);
        if (person == null) {
            throw new IllegalArgumentException(key);
        }
        return person.survivor();
    }

    /** People as columns, in the order the statements above name them. */
    private record PersonColumnArrays(
            List<PersonCandidate> people, List<PersonColumns> facts, Map<PersonCandidate, @Nullable Long> company) {
        PersonColumnArrays(Collection<PersonCandidate> people, Map<PersonCandidate, @Nullable Long> company) {
            // one order of locking for everybody
            List<PersonCandidate> sorted = people.stream()
                    .sorted(java.util.Comparator.comparingLong(person -> person.id))
                    .toList();
            this(
                    sorted,
                    sorted.stream()
                            .map(person -> PersonColumns.of(person.traits))
                            .toList(),
                    company);
        }

        List<Object> parameters(int workspace, boolean withWorkspace) {
            int n = people.size();
            boolean[] identified = new boolean[n];
            int[] source = new int[n];
            @Nullable String[] companyId = new String[n];
            for (int i = 0; i < n; i++) {
                PersonCandidate person = people.get(i);
                identified[i] = person.identified;
                source[i] = person.firstSource;
                Long id = company.get(person);
                companyId[i] = id == null ? null : Long.toString(id);
            }
            List<Object> all = new ArrayList<>();
            if (withWorkspace) {
                all.add(workspace);
            }
            all.add(numbers(person -> person.id));
            all.add(SqlArray.bool(identified));
            all.add(numbers(person -> person.firstAt.equals(java.time.Instant.MAX) ? 0 : Time.micros(person.firstAt)));
            all.add(numbers(person -> person.told == null ? 0 : Time.micros(person.told)));
            all.add(texts(people.stream().map(person -> person.email).toArray(String[]::new)));
            all.add(texts(people.stream().map(person -> person.userKey).toArray(String[]::new)));
            all.add(texts(facts.stream().map(PersonColumns::name).toArray(String[]::new)));
            all.add(texts(facts.stream().map(PersonColumns::nameKey).toArray(String[]::new)));
            all.add(texts(facts.stream().map(PersonColumns::lastNameKey).toArray(String[]::new)));
            all.add(texts(facts.stream().map(PersonColumns::role).toArray(String[]::new)));
            all.add(texts(facts.stream().map(PersonColumns::phone).toArray(String[]::new)));
            all.add(texts(companyId));
            all.add(texts(
                    people.stream().map(person -> Json.write(person.traits)).toArray(String[]::new)));
            all.add(SqlArray.integer(source));
            all.add(texts(people.stream()
                    .map(person -> person.firstTouch.isEmpty() ? null : Json.write(person.firstTouch))
                    .toArray(String[]::new)));
            all.add(texts(people.stream().map(person -> person.origin).toArray(String[]::new)));
            return all;
        }

        private SqlArray numbers(ToLongFunction<PersonCandidate> of) {
            return SqlArray.bigint(people.stream().mapToLong(of).toArray());
        }

        private static SqlArray texts(@Nullable String[] values) {
            return SqlArray.text(values);
        }
    }
}
