package dev.sluice.person;

import dev.sluice.platform.Json;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.origin.FirstTouchAttribution;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A person during identity resolution: what the database has, and what the batch adds to it. */
final class PersonCandidate {
    private static final Set<String> NAMES = Set.of("name", "first_name", "last_name");

    final long id;
    final boolean added;
    private @Nullable Map<String, Object> before;
    boolean identified;

    @Nullable
    String email;

    @Nullable
    String userKey;

    @Nullable
    PersonCandidate mergedInto;

    /** When the newest of its traits was set. */
    @Nullable
    Instant traitsAt;

    final Map<String, Object> traits = new HashMap<>();
    boolean changed;

    /** The records that keys of this person are of, where those were merged into it. */
    final Map<String, Long> recordOfKey = new HashMap<>();

    /** Browsers that only claim to be this person, by their keys. */
    final Set<String> claims = new HashSet<>();

    /** The traits in the database, as JSON; null where they were not read. */
    @Nullable
    String stored;

    Instant firstAt = Instant.MAX;
    int firstSource;

    @Nullable
    String origin;

    Map<String, Object> firstTouch = Map.of();

    PersonCandidate(long id, boolean added, boolean identified, @Nullable String email, @Nullable String userKey) {
        this.id = id;
        this.added = added;
        this.identified = identified;
        this.email = email;
        this.userKey = userKey;
    }

    /** The person that this one was merged into, or itself. */
    PersonCandidate survivor() {
        PersonCandidate survivor = this;
        while (survivor.mergedInto != null) {
            survivor = survivor.mergedInto;
        }
        return survivor;
    }

    /** Whether the trait has a value; the parts of a name count as one. */
    boolean has(String trait) {
        return value(trait) != null || (NAMES.contains(trait) && NAMES.stream().anyMatch(part -> value(part) != null));
    }

    /** The value of a trait, from the batch or from before; null for none. */
    @Nullable
    Object value(String trait) {
        Object value = traits.get(trait);
        if (value == null && stored != null) {
            if (before == null) {
                before = Json.object(stored);
            }
            value = before.get(trait);
        }
        return value;
    }

    /** The id under which a signal of this person is recorded: that of its row, or of the survivor if it never gets one. */
    long recordedAs() {
        return added ? survivor().id : id;
    }

    /** The record under which a signal with these keys is kept: that of the first key which was merged into this person. */
    long recordOf(List<String> keys) {
        if (recordOfKey.isEmpty()) {
            return recordedAs();
        }
        for (String key : keys) {
            Long record = recordOfKey.get(key);
            if (record != null) {
                return record;
            }
        }
        return recordedAs();
    }

    /** Takes a strong key, which identifies the person. */
    void identify(String key) {
        identified = true;
        if (key.startsWith("e:") && email == null) {
            email = key.substring(2);
            changed = true;
        }
        if (key.startsWith("u:") && userKey == null) {
            userKey = key.substring(2);
            changed = true;
        }
    }

    /** Merges another person into this one. */
    void merge(PersonCandidate other) {
        other.mergedInto = this;
        identified |= other.identified;
        claims.addAll(other.claims);
        recordOfKey.putAll(other.recordOfKey);
        email = email == null ? other.email : email;
        userKey = userKey == null ? other.userKey : userKey;
        changed = true;
        if (other.added) {
            absorb(other);
        }
    }

    /** Takes over the traits and the first touch of a person who never got a row. */
    private void absorb(PersonCandidate other) {
        if (other.traitsAt != null) {
            set(other.traits, other.traitsAt);
        }
        if (other.firstAt.isBefore(firstAt)) {
            firstAt = other.firstAt;
            firstSource = other.firstSource;
        }
        if (origin == null) {
            origin = other.origin;
            firstTouch = other.firstTouch;
        }
    }

    /** Takes the first touch and the traits of a signal; a doubted one does not change the address. */
    void record(NewSignal signal, boolean doubted) {
        if (signal.at().isBefore(firstAt)) {
            firstAt = signal.at();
            firstSource = signal.source();
        }
        if (signal.human() && origin == null) {
            origin = FirstTouchAttribution.of(signal);
            if (firstTouch.isEmpty()) {
                firstTouch = FirstTouchAttribution.touch(signal);
            }
        }
        Map<String, Object> values = signal.traits();
        if (doubted && values.containsKey("email") && has("email")) {
            values = new HashMap<>(values);
            values.remove("email");
        }
        set(values, signal.at());
    }

    /** Sets traits; of two values of a trait the newer one wins. */
    private void set(Map<String, Object> values, Instant at) {
        if (values.isEmpty()) {
            return;
        }
        changed = true;
        if (traitsAt == null || !at.isBefore(traitsAt)) {
            traits.putAll(values);
            traitsAt = at;
        } else {
            values.forEach(traits::putIfAbsent);
        }
    }
}
