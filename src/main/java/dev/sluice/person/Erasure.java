package dev.sluice.person;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.platform.database.Tenancy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Erases people for good. Only a keyed hash of each address is kept, so that no one emails it again. */
@Component
public class Erasure {
    /** An erased address as its keyed hash, and when it was erased. */
    public record ErasedAddress(String hash, Instant at) {}

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ErasureRows rows;
    private final Tenancy tenancy;
    private final Persons persons;
    private final PersonDeletion deletion;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;
    private final Cache<Integer, byte[]> secrets =
            Caffeine.newBuilder().maximumSize(10_000).build();

    Erasure(
            ErasureRows rows,
            Tenancy tenancy,
            Persons persons,
            PersonDeletion deletion,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.rows = rows;
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
     * Erases the person with every record merged into them; returns the number of their signals. What was written about
     * them before is removed, and later writers find no such person.
     */
    public int erase(int workspace, long person) {
        return tenancy.alone(workspace, () -> {
            long id = persons.get(workspace, person).id();
            List<Long> group = persons.group(workspace, id);
            List<String> names = rows.names(workspace, group);
            List<String> identities = rows.identities(workspace, group);
            List<String> addresses = suppress(workspace, group);
            int signals = deletion.delete(workspace, group, addresses);
            rows.deletePeople(workspace, group);
            PersonErased erased = new PersonErased(workspace, group, addresses, names, identities);
            deletion.clearSources(workspace, erased.mentions());
            events.publishEvent(erased);
            return signals;
        });
    }

    /** Whether a person with this address was erased here, so that no one emails it again. */
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
            Set<ByteBuffer> found = rows.erased(workspace, hashes.values());
            hashes.values().removeIf(hash -> !found.contains(ByteBuffer.wrap(hash)));
            return hashes.keySet();
        });
    }

    /** The keyed hash of each normal address, as it is stored on erasure; empty where no one was erased yet. */
    public Map<String, byte[]> hashes(int workspace, Collection<String> emails) {
        byte[] secret = secrets.getIfPresent(workspace);
        if (secret == null) {
            secret = tenancy.read(workspace, () -> rows.secret(workspace));
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
            List<String> requested = List.copyOf(hashes.keySet());
            return requested.isEmpty()
                    ? Set.of()
                    : rows
                            .erasedSince(
                                    workspace,
                                    requested.stream().map(hashes::get).toList(),
                                    since)
                            .stream()
                            .map(requested::get)
                            .collect(Collectors.toUnmodifiableSet());
        });
    }

    /** How many addresses of erased people this workspace recognises. */
    public long count(int workspace) {
        return tenancy.read(workspace, () -> rows.count(workspace));
    }

    /** All that is stored of erased addresses, the oldest first: the keyed hash of each in hexadecimal digits. */
    public List<ErasedAddress> addresses(int workspace) {
        return tenancy.read(workspace, () -> rows.addresses(workspace));
    }

    private List<String> suppress(int workspace, List<Long> group) {
        byte[] fresh = new byte[32];
        RANDOM.nextBytes(fresh);
        byte[] secret = rows.secret(workspace, fresh);
        List<String> emails = rows.emails(workspace, group);
        for (String email : emails) {
            rows.insert(workspace, hash(secret, email), clock.instant());
        }
        return emails;
    }

    private static byte[] hash(byte[] secret, String email) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(email.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
