package dev.sluice.person;

import dev.sluice.signal.NewSignal;
import dev.sluice.signal.kind.DeclaredTraits;
import dev.sluice.signal.kind.Trust;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides how far a batch's signals are believed. Anyone may send a known address from a browser, so what a stranger's
 * browser sends fills in unknown traits and changes none; what it would change is kept beside, for people to see.
 */
final class BrowserClaims {
    /** In a signal's data: the traits that were not believed. */
    private static final String UNVERIFIED = "unverified";

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
     * @param existingKeys the signal's keys that had an owner before it
     */
    NewSignal withhold(PersonCandidate person, NewSignal signal, Set<String> existingKeys) {
        Map<String, Object> traits = new HashMap<>(signal.traits());
        Map<String, Object> withheld = new HashMap<>();
        signal.traits().forEach((name, value) -> {
            boolean changes = person.has(name)
                    && !DeclaredTraits.isWrittenEachTime(name)
                    && !String.valueOf(value).equals(String.valueOf(person.value(name)));
            if (changes && !(name.equals("email") && isExisting(value, existingKeys))) {
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

    private static boolean isExisting(@Nullable Object email, Set<String> existingKeys) {
        return email instanceof String text && existingKeys.contains("e:" + EmailAddress.normal(text));
    }
}
