package dev.sluice.person;

import dev.sluice.platform.StorableText;
import dev.sluice.signal.DeclaredTraits;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Trust;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides, signal by signal and without a database, whom a batch is about. A browser's id is weak: it follows
 * whoever last said their name there. An e-mail, a user id and an external id are strong: people who share
 * one are the same person, unless the caller's own system gave them different user ids.
 */
final class IdentityResolver {
    /** One person taken into another. */
    record Merge(PersonCandidate survivor, PersonCandidate merged, String because) {}

    /** In a signal's data: what a browser said against what is known of the person it claimed to be. */
    private static final String UNVERIFIED = "unverified";

    private final Map<String, PersonCandidate> byKey;
    private final LongSupplier numbers;
    private final Map<String, PersonCandidate> newKeys = new LinkedHashMap<>();
    private final Map<String, PersonCandidate> movedKeys = new LinkedHashMap<>();
    private final List<Merge> merges = new ArrayList<>();
    private final Set<PersonCandidate> people = new LinkedHashSet<>();
    private final Map<NewSignal, NewSignal> believed = new IdentityHashMap<>();
    private final Map<String, Boolean> marks = new TreeMap<>();

    IdentityResolver(Map<String, PersonCandidate> known, LongSupplier numbers) {
        this.byKey = new HashMap<>(known);
        this.numbers = numbers;
    }

    /** The keys a signal names its person by, strong ones first. */
    static List<String> keys(NewSignal signal) {
        List<String> keys = new ArrayList<>(4);
        if (signal.keys().user() != null) {
            keys.add("u:" + StorableText.text(signal.keys().user()));
        }
        String email = EmailAddress.normal(signal.keys().email());
        if (email == null && signal.traits().get("email") instanceof String told) {
            email = EmailAddress.normal(told);
        }
        if (email != null) {
            keys.add("e:" + email);
        }
        for (String external : signal.keys().external()) {
            keys.add("x:" + StorableText.text(external));
        }
        if (signal.keys().visitor() != null) {
            keys.add("a:" + StorableText.text(signal.keys().visitor()));
        }
        return keys;
    }

    /** Whom the signal, which has these keys, is about. */
    PersonCandidate recognise(NewSignal signal, List<String> keys) {
        String weak =
                keys.stream().filter(key -> key.startsWith("a:")).findFirst().orElse(null);
        List<String> strong = keys.stream().filter(key -> !key.startsWith("a:")).toList();
        PersonCandidate byStrong = byStrong(strong);
        PersonCandidate byWeak = weak == null ? null : found(weak);
        PersonCandidate candidate = byStrong == null ? byWeak : byStrong;
        boolean theirs = weak != null && byWeak == candidate && candidate != null && !candidate.claims.contains(weak);
        boolean knownBefore = candidate != null && candidate.identified;
        Set<String> namedBefore = strong.stream().filter(byKey::containsKey).collect(Collectors.toSet());
        PersonCandidate person = byStrong == null ? byVisitor(byWeak, strong) : withVisitor(byStrong, byWeak, weak);
        boolean claim = signal.caller().isPublic() && knownBefore && person == candidate && !theirs;
        attach(person, strong, weak);
        if (weak != null) {
            mark(person, weak, claim, signal.caller());
        }
        // what somebody answers in a hosted form is taken as said, though their browser is none we know
        boolean doubted = claim && signal.caller() == Trust.BROWSER;
        NewSignal believed = doubted ? claimed(person, signal, namedBefore) : signal;
        if (believed != signal) {
            this.believed.put(signal, believed);
        }
        note(person, believed, doubted);
        people.add(person);
        return person;
    }

    /** The signal as far as it is believed: without what a stranger's browser says against what is known. */
    NewSignal believed(NewSignal signal) {
        return believed.getOrDefault(signal, signal);
    }

    /** Browsers of which it became known whether they only claim to be their person. */
    Map<String, Boolean> marks() {
        return marks;
    }

    /** A server vouches for a browser; anyone else's word for somebody known is a claim. */
    private void mark(PersonCandidate person, String browser, boolean claim, Trust caller) {
        boolean before = person.claims.contains(browser);
        if (claim && !before) {
            person.claims.add(browser);
            marks.put(browser, true);
        } else if (before && !caller.isPublic()) {
            person.claims.remove(browser);
            marks.put(browser, false);
        }
    }

    /** Fills in what is unknown; what would change something known is kept beside, for people to see. */
    private static NewSignal claimed(PersonCandidate person, NewSignal signal, Set<String> namedBefore) {
        Map<String, Object> traits = new HashMap<>(signal.traits());
        Map<String, Object> withheld = new HashMap<>();
        signal.traits().forEach((name, value) -> {
            boolean changes = person.knows(name)
                    && !DeclaredTraits.isWrittenEachTime(name)
                    && !String.valueOf(value).equals(String.valueOf(person.value(name)));
            if (changes && !(name.equals("email") && isNamed(value, namedBefore))) {
                traits.remove(name);
                withheld.put(name, value);
            }
        });
        if (withheld.isEmpty()) {
            return signal;
        }
        Map<String, Object> data = new HashMap<>(signal.data());
        data.put(UNVERIFIED, withheld);
        return signal.with(traits, data);
    }

    private static boolean isNamed(@Nullable Object email, Set<String> namedBefore) {
        return email instanceof String text && namedBefore.contains("e:" + EmailAddress.normal(text));
    }

    private @Nullable PersonCandidate byStrong(List<String> strong) {
        List<PersonCandidate> candidates = strong.stream()
                .map(this::found)
                .filter(Objects::nonNull)
                .distinct()
                .sorted(Comparator.comparingLong(known -> known.id))
                .toList();
        if (candidates.size() < 2) {
            return candidates.isEmpty() ? null : candidates.getFirst();
        }
        long systems = candidates.stream()
                .map(known -> known.userKey)
                .filter(Objects::nonNull)
                .distinct()
                .count();
        if (systems > 1) {
            // two accounts that share an address: the caller's own id says whose signal it is
            return found(strong.getFirst());
        }
        PersonCandidate survivor = candidates.getFirst();
        candidates.stream().skip(1).forEach(other -> merge(survivor, other, "they share " + described(strong)));
        return survivor;
    }

    private PersonCandidate byVisitor(@Nullable PersonCandidate visitor, List<String> strong) {
        if (visitor == null || (visitor.identified && saysSomebodyElse(visitor, strong))) {
            return new PersonCandidate(numbers.getAsLong(), true, false, null, null);
        }
        return visitor;
    }

    private static boolean saysSomebodyElse(PersonCandidate visitor, List<String> strong) {
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
        for (String key : strong) {
            person.identified = true;
            if (key.startsWith("e:") && person.email == null) {
                person.email = key.substring(2);
                person.changed = true;
            }
            if (key.startsWith("u:") && person.userKey == null) {
                person.userKey = key.substring(2);
                person.changed = true;
            }
            add(key, person);
        }
        if (weak != null) {
            if (found(weak) != person && byKey.containsKey(weak)) {
                movedKeys.put(weak, person);
                byKey.put(weak, person);
            }
            add(weak, person);
        }
    }

    private void add(String key, PersonCandidate person) {
        if (byKey.putIfAbsent(key, person) == null) {
            newKeys.put(key, person);
        }
    }

    private void merge(PersonCandidate survivor, PersonCandidate other, String because) {
        if (survivor == other) {
            return;
        }
        other.mergedInto = survivor;
        survivor.identified |= other.identified;
        survivor.claims.addAll(other.claims);
        survivor.email = survivor.email == null ? other.email : survivor.email;
        survivor.userKey = survivor.userKey == null ? other.userKey : survivor.userKey;
        survivor.changed = true;
        people.add(survivor);
        if (other.fresh) {
            survivor.absorb(other);
        } else {
            merges.add(new Merge(survivor, other, because));
        }
    }

    private static void note(PersonCandidate person, NewSignal signal, boolean doubted) {
        if (signal.at().isBefore(person.firstAt)) {
            person.firstAt = signal.at();
            person.firstSource = signal.source();
        }
        if (signal.human() && person.origin == null) {
            person.origin = FirstTouchAttribution.of(signal);
            if (person.firstTouch.isEmpty()) {
                person.firstTouch = FirstTouchAttribution.touch(signal);
            }
        }
        Map<String, Object> traits = signal.traits();
        if (doubted && traits.containsKey("email") && person.knows("email")) {
            traits = new HashMap<>(traits);
            traits.remove("email");
        }
        person.tell(traits, signal.at());
    }

    private @Nullable PersonCandidate found(String key) {
        PersonCandidate known = byKey.get(key);
        return known == null ? null : known.survivor();
    }

    private static String described(List<String> keys) {
        return keys.stream().anyMatch(key -> key.startsWith("e:")) ? "an e-mail address" : "an id";
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

    /** Everybody the batch is about who was not known before and still stands for themselves. */
    Collection<PersonCandidate> fresh() {
        return people.stream()
                .filter(person -> person.fresh && person.mergedInto == null)
                .toList();
    }

    /** Everybody known before about whom the batch tells something. */
    Collection<PersonCandidate> changed() {
        return people.stream()
                .filter(person ->
                        !person.fresh && person.mergedInto == null && (person.changed || person.origin != null))
                .toList();
    }
}
