package dev.sluice.person;

import dev.sluice.person.SourceNames.SourceName;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.SignalLog;
import dev.sluice.signal.SignalLog.LatestTrait;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads people by their number or by what identifies them; merges are followed. */
@Component
public class Persons {
    /** The newest value of a trait, with the signal and the source that it came by. */
    public record Fact(String trait, String value, Instant at, UUID signal, String source) {}

    /** What identifies a person: its kind ("E-mail", "User id" ...) and the value. */
    public record PersonIdentity(String kind, String value, boolean merged) {}

    private final PersonProfileRows rows;
    private final IdentityLookupRows identityRows;
    private final Tenancy tenancy;
    private final SignalLog log;
    private final SourceNames sources;

    Persons(
            PersonProfileRows rows,
            IdentityLookupRows identityRows,
            Tenancy tenancy,
            SignalLog log,
            SourceNames sources) {
        this.rows = rows;
        this.identityRows = identityRows;
        this.tenancy = tenancy;
        this.log = log;
        this.sources = sources;
    }

    /** The person of that number, or the one into whom they were merged. */
    public Person get(int workspace, long id) {
        return tenancy.read(workspace, () -> rows.person(workspace, id))
                .orElseThrow(() -> new NotFound("There is no such person."));
    }

    /** These people by the requested numbers; those who do not exist any more are not in it. */
    public Map<Long, Person> all(int workspace, Collection<Long> ids) {
        return ids.isEmpty() ? new HashMap<>() : tenancy.read(workspace, () -> rows.people(workspace, Set.copyOf(ids)));
    }

    /** The person of that key ("e:ana@example.com", "u:7", "x:hubspot:7"). */
    public Optional<Person> withKey(int workspace, String key) {
        return tenancy.read(workspace, () -> rows.personWithKey(workspace, key));
    }

    /** The people of those keys; a key that no one has is not in it. */
    public Map<String, Long> withKeys(int workspace, Collection<String> keys) {
        return tenancy.read(workspace, () -> identityRows.owners(workspace, keys));
    }

    /** Of these browsers' anonymous ids, those of an identified person, or of one who was merged into another. */
    public Set<String> identified(int workspace, Collection<String> visitors) {
        return tenancy.read(workspace, () -> identityRows.identified(workspace, visitors));
    }

    /** The numbers whose signals are this person's: their own first, then those merged into it. */
    public List<Long> group(int workspace, long person) {
        return tenancy.read(workspace, () -> rows.group(workspace, person));
    }

    /**
     * Keys by which intake recognises exactly this person; a new one is made where they have none.
     *
     * @throws NotFound when there is no such person (any more)
     */
    public IdentityKeys keys(int workspace, long person) {
        return tenancy.in(workspace, () -> {
            List<String> own = identityRows.keys(workspace, List.of(person));
            List<String> keys = own.isEmpty() ? identityRows.keys(workspace, rows.group(workspace, person)) : own;
            return keys.stream()
                    .min(Comparator.comparingInt(Persons::rank))
                    .map(Persons::keys)
                    .orElseGet(() -> {
                        get(workspace, person);
                        return newKeys(workspace, person);
                    });
        });
    }

    /** The newest value of every trait, from the log. */
    public List<Fact> facts(int workspace, long person) {
        return tenancy.read(workspace, () -> {
            List<LatestTrait> traits = log.latestTraits(workspace, group(workspace, person));
            Map<Integer, SourceName> names = sources.names(
                    workspace, traits.stream().map(LatestTrait::source).collect(Collectors.toSet()));
            return traits.stream()
                    .filter(trait -> !isSettled(trait, traits))
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

    /** Whether it is a country that was not understood, and a later one was. */
    private static boolean isSettled(LatestTrait trait, List<LatestTrait> all) {
        return trait.trait().equals("country_as_written")
                && all.stream()
                        .anyMatch(other ->
                                other.trait().equals("country") && !other.at().isBefore(trait.at()));
    }

    /** What identifies a person, at most 200 of them. */
    public List<PersonIdentity> identities(int workspace, long person) {
        return tenancy.read(workspace, () -> identityRows.identities(workspace, person, rows.group(workspace, person)));
    }

    /** The same for many at once, by their numbers; people who do not exist (any more) are left out. */
    public Map<Long, IdentityKeys> keys(int workspace, Collection<Long> people) {
        return tenancy.in(workspace, () -> {
            Map<Long, String> best = new HashMap<>();
            identityRows.keys(workspace, people, (person, key) -> best.merge(person, key, Persons::better));
            Map<Long, IdentityKeys> keys = new HashMap<>();
            best.forEach((person, key) -> keys.put(person, key.isEmpty() ? newKeys(workspace, person) : keys(key)));
            return keys;
        });
    }

    private static String better(String first, String second) {
        return rank(second) < rank(first) ? second : first;
    }

    /** Ids of users identify best, then addresses, ids of other systems and browsers. */
    private static int rank(String key) {
        return key.isEmpty() ? 9 : "uexa".indexOf(key.charAt(0));
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

    private IdentityKeys newKeys(int workspace, long person) {
        String external = "sluice:" + person;
        identityRows.add(workspace, "x:" + external, person);
        return new IdentityKeys(null, null, null, List.of(external));
    }
}
