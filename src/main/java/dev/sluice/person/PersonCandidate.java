package dev.sluice.person;

import dev.sluice.platform.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A person while a batch is being recognised: what the database knows, and what the batch adds to it. */
final class PersonCandidate {
    private static final Set<String> NAMES = Set.of("name", "first_name", "last_name");

    final long id;
    final boolean fresh;
    private @Nullable Map<String, Object> before;
    boolean identified;

    @Nullable
    String email;

    @Nullable
    String userKey;

    @Nullable
    PersonCandidate mergedInto;

    @Nullable
    Instant told;

    final Map<String, Object> traits = new HashMap<>();
    boolean changed;

    /** Browsers that only claimed to be this person, by their keys. */
    final Set<String> claims = new HashSet<>();

    /** What the database has of its traits, as JSON; null where nobody asked. */
    @Nullable
    String stored;

    Instant firstAt = Instant.MAX;
    int firstSource;

    @Nullable
    String origin;

    Map<String, Object> firstTouch = Map.of();

    PersonCandidate(long id, boolean fresh, boolean identified, @Nullable String email, @Nullable String userKey) {
        this.id = id;
        this.fresh = fresh;
        this.identified = identified;
        this.email = email;
        this.userKey = userKey;
    }

    PersonCandidate survivor() {
        PersonCandidate at = this;
        while (at.mergedInto != null) {
            at = at.mergedInto;
        }
        return at;
    }

    /** Whether anything is known under that trait's name; the parts of a name count as one. */
    boolean knows(String trait) {
        return value(trait) != null || (NAMES.contains(trait) && NAMES.stream().anyMatch(part -> value(part) != null));
    }

    /** What is known under that trait's name, from the batch or before; null for nothing. */
    @Nullable
    Object value(String trait) {
        Object news = traits.get(trait);
        if (news == null && stored != null) {
            if (before == null) {
                before = Json.object(stored);
            }
            news = before.get(trait);
        }
        return news;
    }

    /** The id a signal about this person is recorded under: its own row's, or where no row will ever be, the survivor's. */
    long recordedAs() {
        return fresh ? survivor().id : id;
    }

    /** Takes over what was said of someone who turned out to be this person before a row was ever written. */
    void absorb(PersonCandidate other) {
        if (other.told != null) {
            tell(other.traits, other.told);
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

    void tell(Map<String, Object> news, Instant at) {
        if (news.isEmpty()) {
            return;
        }
        changed = true;
        if (told == null || !at.isBefore(told)) {
            traits.putAll(news);
            told = at;
        } else {
            news.forEach(traits::putIfAbsent);
        }
    }
}
