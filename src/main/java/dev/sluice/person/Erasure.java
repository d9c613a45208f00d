package dev.sluice.person;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Removes a person altogether, and keeps of their addresses only a keyed hash by which they stay left alone. */
@Component
public class Erasure {
    /** An erased address as its keyed hash, and when it was erased. */
    public record ErasedAddress(String hash, Instant at) {}

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Persons persons;
    private final PersonDeletion deletion;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;
    private final Cache<Integer, byte[]> secrets =
            Caffeine.newBuilder().maximumSize(10_000).build();

    Erasure(
            JdbcClient jdbc,
            Tenancy tenancy,
            Persons persons,
            PersonDeletion deletion,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.persons = persons;
        this.deletion = deletion;
        this.clock = clock;
        this.events = events;
    }

    /** How many signals an erasure would remove. */
    public long signals(int workspace, long person) {
        return tenancy.read(workspace, () -> deletion.signals(workspace, persons.group(workspace, person)));
    }

    /**
     * Removes the person with everybody merged into them; returns how many signals went. What was written about them
     * before is removed, and whoever writes after it finds them gone.
     */
    public int erase(int workspace, long person) {
        return tenancy.alone(workspace, () -> {
            long id = persons.get(workspace, person).id();
            List<Long> group = persons.group(workspace, id);
            SqlArray ids = SqlArray.bigint(group);
            List<String> names = names(workspace, ids);
            List<String> identities = identities(workspace, ids);
            List<String> addresses = suppress(workspace, ids);
            int signals = deletion.delete(workspace, group, addresses);
            removeRows(workspace, ids);
            events.publishEvent(new PersonErased(workspace, group, addresses, names, identities));
            return signals;
        });
    }

    /** Whether somebody with this address was erased here, so that nobody writes to it again. */
    public boolean suppressed(int workspace, @Nullable String email) {
        String normal = EmailAddress.normal(email);
        return normal != null && !suppressed(workspace, Set.of(normal)).isEmpty();
    }

    /** Of these normal addresses, those of people who were erased here. */
    public Set<String> suppressed(int workspace, Collection<String> emails) {
        return tenancy.read(workspace, () -> {
            Map<String, byte[]> hashes = hashes(workspace, emails);
            if (hashes.isEmpty()) {
                return Set.of();
            }
            Set<ByteBuffer> found = new HashSet<>();
            jdbc.sql("SELECT hash FROM erased_address WHERE workspace_id = ? AND hash = ANY (?)")
                    .params(workspace, SqlArray.bytea(hashes.values().toArray(byte[][]::new)))
                    .query(row -> {
                        found.add(ByteBuffer.wrap(row.getBytes(1)));
                    });
            hashes.values().removeIf(hash -> !found.contains(ByteBuffer.wrap(hash)));
            return hashes.keySet();
        });
    }

    /** What would be kept of each normal address if it were erased; nothing where nobody was erased yet. */
    public Map<String, byte[]> hashes(int workspace, Collection<String> emails) {
        byte[] secret = secrets.getIfPresent(workspace);
        if (secret == null) {
            secret = tenancy.read(workspace, () -> secret(workspace));
            if (secret == null) {
                return Map.of();
            }
            byte[] found = secret;
            Tenancy.afterCommit(() -> secrets.put(workspace, found));
        }
        Map<String, byte[]> hashes = HashMap.newHashMap(emails.size());
        for (String email : emails) {
            hashes.put(email, hash(secret, email));
        }
        return hashes;
    }

    /** Of these normal addresses, those of people who were erased at that instant or after it; none comes until the commit. */
    public Set<String> erased(int workspace, Collection<String> emails, Instant since) {
        return tenancy.in(workspace, () -> {
            Map<String, byte[]> hashes = hashes(workspace, emails);
            List<String> asked = List.copyOf(hashes.keySet());
            return asked.isEmpty()
                    ? Set.of()
                    : Set.copyOf(jdbc.sql("""
                                    SELECT a.place FROM unnest(?::bytea[]) WITH ORDINALITY AS a(hash, place)
                                    JOIN erased_address s ON s.workspace_id = ? AND s.hash = a.hash AND s.at >= ?""")
                            .param(SqlArray.bytea(
                                    asked.stream().map(hashes::get).toArray(byte[][]::new)))
                            .param(workspace)
                            .param(Timestamp.from(since))
                            .query((row, number) -> asked.get(row.getInt(1) - 1))
                            .list());
        });
    }

    /** How many addresses of erased people this workspace recognises. */
    public long count(int workspace) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT count(*) FROM erased_address WHERE workspace_id = ?")
                        .param(workspace)
                        .query(Long.class)
                        .single());
    }

    /** All that is kept of erased addresses, the oldest first: the keyed hash of each in hexadecimal digits. */
    public List<ErasedAddress> addresses(int workspace) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(
                                "SELECT encode(hash, 'hex') AS hash, at FROM erased_address WHERE workspace_id = ? ORDER BY at, hash")
                        .param(workspace)
                        .query((row, number) -> new ErasedAddress(
                                row.getString("hash"), row.getTimestamp("at").toInstant()))
                        .list());
    }

    private List<String> names(int workspace, SqlArray ids) {
        return jdbc.sql("""
                        SELECT DISTINCT name FROM person WHERE workspace_id = ? AND id = ANY (?) AND name IS NOT NULL""")
                .params(workspace, ids)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private List<String> identities(int workspace, SqlArray ids) {
        return jdbc.sql("SELECT substr(key, 3) FROM identity WHERE workspace_id = ? AND person_id = ANY (?)")
                .params(workspace, ids)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private List<String> suppress(int workspace, SqlArray ids) {
        byte[] fresh = new byte[32];
        RANDOM.nextBytes(fresh);
        jdbc.sql("INSERT INTO erasure_key (workspace_id, secret) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .params(workspace, fresh)
                .update();
        byte[] secret = secret(workspace);
        List<String> emails = jdbc.sql("""
                        SELECT substr(key, 3) FROM identity
                        WHERE workspace_id = ? AND person_id = ANY (?) AND key LIKE 'e:%'""")
                .params(workspace, ids)
                .query((row, number) -> row.getString(1))
                .list();
        for (String email : emails) {
            jdbc.sql("""
                            INSERT INTO erased_address (workspace_id, hash, reason, at) VALUES (?, ?, 'erased', ?)
                            ON CONFLICT (workspace_id, hash) DO UPDATE SET at = excluded.at, reason = excluded.reason""")
                    .params(workspace, hash(secret == null ? fresh : secret, email), Timestamp.from(clock.instant()))
                    .update();
        }
        return emails;
    }

    /** A company that nobody else works for says who the person was. */
    private void removeRows(int workspace, SqlArray ids) {
        List<Long> companies = jdbc.sql("""
                        DELETE FROM person WHERE workspace_id = ? AND id = ANY (?) RETURNING company_id""")
                .params(workspace, ids)
                .query((row, number) -> row.getLong(1))
                .list();
        jdbc.sql("""
                        DELETE FROM company c WHERE c.workspace_id = ? AND c.id = ANY (?) AND NOT EXISTS
                            (SELECT FROM person p WHERE p.workspace_id = ? AND p.company_id = c.id)""").params(workspace, SqlArray.bigint(companies), workspace).update();
    }

    private byte @Nullable [] secret(int workspace) {
        return jdbc.sql("SELECT secret FROM erasure_key WHERE workspace_id = ?")
                .param(workspace)
                .query(byte[].class)
                .optional()
                .orElse(null);
    }

    private static byte[] hash(byte[] secret, String email) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(email.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
