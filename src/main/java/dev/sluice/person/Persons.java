package dev.sluice.person;

import dev.sluice.person.SourceNames.SourceName;
import dev.sluice.platform.Json;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.SignalLog;
import dev.sluice.signal.SignalLog.LatestTrait;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is known of people, read by their number or by what names them outside; merges are followed. */
@Component
public class Persons {
    /** The newest telling of a trait, and by which signal of which source. */
    public record Fact(String trait, String value, Instant at, UUID signal, String source) {}

    /** What names a person from outside: its kind ("e-mail", "user id" ...) and the value. */
    public record PersonIdentity(String kind, String value, boolean merged) {}

    private static final String PERSON = """
            SELECT p.id, p.identified_at, p.email, p.user_key, p.name, p.role, p.phone, p.company_id, c.name, p.origin,
                   p.first_touch::text, p.traits::text, p.created_at
            FROM person o
            CROSS JOIN LATERAL unnest(ARRAY[coalesce(o.merged_into, o.id)]) AS stands (id)
            JOIN person p ON p.workspace_id = o.workspace_id AND p.id = stands.id
            LEFT JOIN company c ON c.workspace_id = p.workspace_id AND c.id = p.company_id
            """;

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final SignalLog log;
    private final SourceNames sources;

    Persons(JdbcClient jdbc, Tenancy tenancy, SignalLog log, SourceNames sources) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.log = log;
        this.sources = sources;
    }

    /** The person of that number, or whom they were merged into. */
    public Person get(int workspace, long id) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(PERSON + "WHERE o.workspace_id = ? AND o.id = ?")
                        .params(workspace, id)
                        .query(Persons::person)
                        .optional()
                        .orElseThrow(() -> new NotFound("There is no such person.")));
    }

    /** These people by the numbers asked for; those who are gone are not in it. */
    public Map<Long, Person> all(int workspace, Collection<Long> ids) {
        Map<Long, Person> all = new HashMap<>();
        if (!ids.isEmpty()) {
            tenancy.read(
                    workspace,
                    () -> jdbc.sql("SELECT found.*, asked FROM unnest(?::bigint[]) AS asked CROSS JOIN LATERAL ("
                                    + PERSON + "WHERE o.workspace_id = ? AND o.id = asked OFFSET 0) found")
                            .params(SqlArray.bigint(Set.copyOf(ids)), workspace)
                            .query((row, number) -> all.put(row.getLong(14), person(row, number)))
                            .list());
        }
        return all;
    }

    /** Who is known under that key ("e:ana@example.com", "u:7", "x:hubspot:7"). */
    public Optional<Person> withKey(int workspace, String key) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(PERSON
                                + "JOIN identity i ON i.workspace_id = o.workspace_id AND i.person_id = o.id"
                                + " WHERE o.workspace_id = ? AND i.key = ?")
                        .params(workspace, key)
                        .query(Persons::person)
                        .optional());
    }

    /** Who is known under which of those keys; a key that nobody has is not in it. */
    public Map<String, Long> withKeys(int workspace, Collection<String> keys) {
        Map<String, Long> found = new HashMap<>();
        tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT key, person_id FROM identity WHERE workspace_id = ? AND key = ANY (?)")
                        .params(workspace, SqlArray.text(keys))
                        .query((row, number) -> found.put(row.getString(1), row.getLong(2)))
                        .list());
        return found;
    }

    /** Of these browsers' anonymous ids, those of an identified person, or of one who was merged into another. */
    public Set<String> identified(int workspace, Collection<String> visitors) {
        return tenancy.read(
                workspace,
                () -> Set.copyOf(jdbc.sql("""
                        SELECT substr(i.key, 3) FROM identity i
                        JOIN person p ON p.workspace_id = ? AND p.id = i.person_id
                        WHERE i.workspace_id = ? AND i.key = ANY (?)
                          AND (p.identified_at IS NOT NULL OR p.merged_into IS NOT NULL)""")
                        .params(
                                workspace,
                                workspace,
                                SqlArray.text(visitors.stream()
                                        .map(visitor -> "a:" + visitor)
                                        .toList()))
                        .query(String.class)
                        .list()));
    }

    /** The numbers whose signals are this person's: their own first, then those merged into it. */
    public List<Long> group(int workspace, long person) {
        List<Long> group = new ArrayList<>();
        group.add(person);
        group.addAll(tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT id FROM person WHERE workspace_id = ? AND merged_into = ? ORDER BY id")
                        .params(workspace, person)
                        .query((row, number) -> row.getLong(1))
                        .list()));
        return group;
    }

    /**
     * Keys by which intake recognises exactly this person; given one where they have none.
     *
     * @throws NotFound when there is no such person (any more)
     */
    public IdentityKeys keys(int workspace, long person) {
        return tenancy.in(workspace, () -> {
            List<String> keys = jdbc.sql("SELECT key FROM identity WHERE workspace_id = ? AND person_id = ANY (?)")
                    .params(workspace, SqlArray.bigint(group(workspace, person)))
                    .query((row, number) -> row.getString(1))
                    .list();
            return keys.stream()
                    .min(Comparator.comparingInt(key -> "uexa".indexOf(key.charAt(0))))
                    .map(Persons::keys)
                    .orElseGet(() -> {
                        get(workspace, person);
                        return named(workspace, person);
                    });
        });
    }

    /** The newest telling of every trait, from the log. */
    public List<Fact> facts(int workspace, long person) {
        return tenancy.read(workspace, () -> {
            List<LatestTrait> traits = log.latestTraits(workspace, group(workspace, person));
            Map<Integer, SourceName> names = sources.names(
                    workspace, traits.stream().map(LatestTrait::source).collect(Collectors.toSet()));
            return traits.stream()
                    .map(trait -> {
                        SourceName source = names.get(trait.source());
                        return new Fact(
                                trait.trait(),
                                trait.value(),
                                trait.at(),
                                trait.signal(),
                                source == null ? "" : source.kind() + " · " + source.name());
                    })
                    .toList();
        });
    }

    public List<PersonIdentity> identities(int workspace, long person) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT key, person_id <> ? FROM identity WHERE workspace_id = ? AND person_id = ANY (?)
                        ORDER BY position(left(key, 1) IN 'euxa'), key LIMIT 200""")
                        .params(person, workspace, SqlArray.bigint(group(workspace, person)))
                        .query((row, number) -> identity(row.getString(1), row.getBoolean(2)))
                        .list());
    }

    private static PersonIdentity identity(String key, boolean merged) {
        String value = key.substring(2);
        return switch (key.charAt(0)) {
            case 'e' -> new PersonIdentity("E-mail", value, merged);
            case 'u' -> new PersonIdentity("User id", value, merged);
            case 'x' -> new PersonIdentity("External id", value, merged);
            default -> new PersonIdentity("Browser", value, merged);
        };
    }

    /** The same for many at once, by their numbers; whoever is not there (any more) is left out. */
    public Map<Long, IdentityKeys> keys(int workspace, Collection<Long> people) {
        return tenancy.in(workspace, () -> {
            Map<Long, String> best = new HashMap<>();
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
                    .query((row, number) -> best.merge(row.getLong(1), row.getString(2), Persons::better))
                    .list();
            Map<Long, IdentityKeys> keys = new HashMap<>();
            best.forEach((person, key) -> keys.put(person, key.isEmpty() ? named(workspace, person) : keys(key)));
            return keys;
        });
    }

    private static String better(String one, String other) {
        return Comparator.comparingInt((String key) -> key.isEmpty() ? 9 : "uexa".indexOf(key.charAt(0)))
                                .compare(one, other)
                        <= 0
                ? one
                : other;
    }

    private static IdentityKeys keys(String key) {
        String value = key.substring(2);
        return switch (key.charAt(0)) {
            case 'e' -> IdentityKeys.email(value);
            case 'u' -> new IdentityKeys(null, value, null, List.of());
            case 'x' -> new IdentityKeys(null, null, null, List.of(value));
            default -> IdentityKeys.visitor(value);
        };
    }

    private IdentityKeys named(int workspace, long person) {
        String external = "sluice:" + person;
        jdbc.sql("INSERT INTO identity (workspace_id, key, person_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                .params(workspace, "x:" + external, person)
                .update();
        return new IdentityKeys(null, null, null, List.of(external));
    }

    static Person person(ResultSet row, int number) throws SQLException {
        Timestamp identified = row.getTimestamp(2);
        long company = row.getLong(8);
        @Nullable Long companyId = row.wasNull() ? null : (Long) company;
        return new Person(
                row.getLong(1),
                identified == null ? null : identified.toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                companyId,
                row.getString(9),
                row.getString(10),
                Json.object(row.getString(11)),
                Json.object(row.getString(12)),
                row.getTimestamp(13).toInstant());
    }
}
