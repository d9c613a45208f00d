package dev.sluice.person;

import dev.sluice.signal.NewSignal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides, signal by signal and without a database, which person each signal of a batch belongs to. A browser's id is
 * weak: it follows the person who last identified themselves there. An e-mail, a user id and an external id are strong:
 * people who share one are the same person, unless the caller's own system gave them different user ids. A public
 * caller, whom anyone may be, merges no two known people and adds no address to one.
 */
final class IdentityResolver {
    /** A person merged into another. */
    record Merge(PersonCandidate survivor, PersonCandidate merged, String reason) {}

    private final Map<String, PersonCandidate> byKey;
    private final LongSupplier numbers;
    private final Map<String, PersonCandidate> newKeys = new LinkedHashMap<>();
    private final Map<String, PersonCandidate> movedKeys = new LinkedHashMap<>();
    private final List<Merge> merges = new ArrayList<>();
    private final Set<PersonCandidate> people = new LinkedHashSet<>();
    private final BrowserClaims claims = new BrowserClaims();

    IdentityResolver(Map<String, PersonCandidate> existing, LongSupplier numbers) {
        this.byKey = new HashMap<>(existing);
        this.numbers = numbers;
    }

    /** The person of a signal that has these keys. */
    PersonCandidate recognise(NewSignal signal, List<String> keys) {
        String weak = keys.stream().filter(SignalKeys::isWeak).findFirst().orElse(null);
        List<String> strong =
                keys.stream().filter(key -> !SignalKeys.isWeak(key)).toList();
        PersonCandidate byStrong = signal.caller().isPublic() ? firstOf(strong) : byStrong(strong);
        PersonCandidate byWeak = weak == null ? null : find(weak);
        PersonCandidate candidate = byStrong == null ? byWeak : byStrong;
        boolean ownBrowser =
                weak != null && byWeak == candidate && candidate != null && !candidate.claims.contains(weak);
        boolean identifiedBefore = candidate != null && candidate.identified;
        Set<String> ownKeys = strong.stream()
                .filter(key -> candidate != null && find(key) == candidate)
                .collect(Collectors.toSet());
        PersonCandidate person = byStrong == null ? byVisitor(byWeak, strong) : withVisitor(byStrong, byWeak, weak);
        boolean claim = signal.caller().isPublic() && identifiedBefore && person == candidate && !ownBrowser;
        attach(person, claim ? claims.claimable(person, strong, ownKeys) : strong, weak);
        if (weak != null) {
            claims.mark(person, weak, claim, signal.caller());
        }
        person.record(claim ? claims.withhold(person, signal, ownKeys) : signal, claim);
        people.add(person);
        return person;
    }

    /** The person of the first key that has one; keys of others merge no one. */
    private @Nullable PersonCandidate firstOf(List<String> strong) {
        return strong.stream()
                .map(this::find)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable PersonCandidate byStrong(List<String> strong) {
        List<PersonCandidate> candidates = strong.stream()
                .map(this::find)
                .filter(Objects::nonNull)
                .distinct()
                .sorted(Comparator.comparingLong(candidate -> candidate.id))
                .toList();
        if (candidates.size() < 2) {
            return candidates.isEmpty() ? null : candidates.getFirst();
        }
        long users = candidates.stream()
                .map(candidate -> candidate.userKey)
                .filter(Objects::nonNull)
                .distinct()
                .count();
        if (users > 1) {
            // two accounts that share an address: the caller's own id decides whose signal it is
            return find(strong.getFirst());
        }
        PersonCandidate survivor = candidates.getFirst();
        candidates.stream().skip(1).forEach(other -> merge(survivor, other, "they share " + description(strong)));
        return survivor;
    }

    private PersonCandidate byVisitor(@Nullable PersonCandidate visitor, List<String> strong) {
        if (visitor == null || (visitor.identified && isSomeoneElse(visitor, strong))) {
            return new PersonCandidate(numbers.getAsLong(), true, false, null, null);
        }
        return visitor;
    }

    private static boolean isSomeoneElse(PersonCandidate visitor, List<String> strong) {
        return strong.stream()
                .anyMatch(key -> (key.startsWith("e:") && visitor.email != null)
                        || (key.startsWith("u:") && visitor.userKey != null));
    }

    private PersonCandidate withVisitor(
            PersonCandidate person, @Nullable PersonCandidate visitor, @Nullable String weak) {
        if (visitor == null || visitor == person || weak == null) {
            return person;
        }
        if (visitor.identified) {
            byKey.put(weak, person);
            movedKeys.put(weak, person);
        } else {
            merge(person, visitor, "the visitor said who they are");
        }
        return person;
    }

    private void attach(PersonCandidate person, List<String> strong, @Nullable String weak) {
        List<String> keys = weak == null
                ? strong
                : Stream.concat(strong.stream(), Stream.of(weak)).toList();
        long record = person.recordOf(keys);
        for (String key : strong) {
            person.identify(key);
            add(key, person, record);
        }
        if (weak != null) {
            if (find(weak) != person && byKey.containsKey(weak)) {
                movedKeys.put(weak, person);
                byKey.put(weak, person);
            }
            add(weak, person, record);
        }
    }

    /** A new key goes to the record that the signal is kept under, so that it leaves with it when a merge is undone. */
    private void add(String key, PersonCandidate person, long record) {
        if (byKey.putIfAbsent(key, person) == null) {
            newKeys.put(key, person);
            if (record != person.recordedAs()) {
                person.recordOfKey.put(key, record);
            }
        }
    }

    private void merge(PersonCandidate survivor, PersonCandidate other, String reason) {
        if (survivor == other) {
            return;
        }
        people.add(survivor);
        survivor.merge(other);
        if (!other.added) {
            merges.add(new Merge(survivor, other, reason));
        }
    }

    private @Nullable PersonCandidate find(String key) {
        PersonCandidate candidate = byKey.get(key);
        return candidate == null ? null : candidate.survivor();
    }

    private static String description(List<String> keys) {
        return keys.stream().anyMatch(key -> key.startsWith("e:")) ? "an e-mail address" : "an id";
    }

    BrowserClaims claims() {
        return claims;
    }

    Map<String, PersonCandidate> newKeys() {
        return newKeys;
    }

    Map<String, PersonCandidate> movedKeys() {
        movedKeys.keySet().removeAll(newKeys.keySet());
        return movedKeys;
    }

    List<Merge> merges() {
        return merges;
    }

    /** The people of the batch who are new and were not merged into another. */
    Collection<PersonCandidate> added() {
        return people.stream()
                .filter(person -> person.added && person.mergedInto == null)
                .toList();
    }

    /** The existing people of the batch about whom it has something new. */
    Collection<PersonCandidate> changed() {
        return people.stream()
                .filter(person ->
                        !person.added && person.mergedInto == null && (person.changed || person.origin != null))
                .toList();
    }
}
