package dev.sluice.person;

import dev.sluice.signal.NewSignal;
import dev.sluice.signal.kind.DeclaredTraits;
import dev.sluice.signal.kind.Trust;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides how far a batch's signals are believed. Anyone may send a known address from a browser or type it into a form, so what
 * a stranger's browser sends fills in unknown traits and changes none; what it would change is kept beside, for people to see.
 */
final class BrowserClaims {
    /** In a signal's data: the traits that were not believed. */
    private static final String UNVERIFIED = "unverified";

    private static final String EMAIL = "email";

    private final Map<NewSignal, NewSignal> believed = new IdentityHashMap<>();
    private final Map<String, Boolean> marks = new TreeMap<>();

    /** The signal as far as it is believed. */
    NewSignal believed(NewSignal signal) {
        return believed.getOrDefault(signal, signal);
    }

    /** Browsers of which the batch decided whether they only claim to be their person, by their keys. */
    Map<String, Boolean> marks() {
        return marks;
    }

    /** A server vouches for a browser; any other caller's word about a known person is a claim. */
    void mark(PersonCandidate person, String browser, boolean claim, Trust caller) {
        boolean before = person.claims.contains(browser);
        if (claim && !before) {
            person.claims.add(browser);
            marks.put(browser, true);
        } else if (before && !caller.isPublic()) {
            person.claims.remove(browser);
            marks.put(browser, false);
        }
    }

    /**
     * Withholds the traits that would change what is known of the person, and returns the rest.
     *
     * @param ownKeys the signal's keys that were the person's before it
     */
    NewSignal withhold(PersonCandidate person, NewSignal signal, Set<String> ownKeys) {
        Map<String, Object> traits = new HashMap<>(signal.traits());
        Map<String, Object> withheld = new HashMap<>();
        signal.traits().forEach((name, value) -> {
            boolean changes = name.equals(EMAIL)
                    ? !isOwn(value, ownKeys)
                    : person.has(name)
                            && !DeclaredTraits.isWrittenEachTime(name)
                            && !String.valueOf(value).equals(String.valueOf(person.value(name)));
            if (changes) {
                traits.remove(name);
                withheld.put(name, value);
            }
        });
        if (withheld.isEmpty()) {
            return signal;
        }
        Map<String, Object> data = new HashMap<>(signal.data());
        data.put(UNVERIFIED, withheld);
        NewSignal rest = signal.with(traits, data);
        believed.put(signal, rest);
        return rest;
    }

    /** Of these keys, those that anyone may add to a known person: no address, and a user id where there is none. */
    List<String> claimable(PersonCandidate person, List<String> keys, Set<String> ownKeys) {
        return keys.stream()
                .filter(key -> ownKeys.contains(key) || (key.startsWith("u:") && person.userKey == null))
                .toList();
    }

    private static boolean isOwn(@Nullable Object email, Set<String> ownKeys) {
        return email instanceof String text && ownKeys.contains("e:" + EmailAddress.normal(text));
    }
}
