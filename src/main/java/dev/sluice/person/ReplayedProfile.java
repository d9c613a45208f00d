package dev.sluice.person;

import dev.sluice.signal.NewSignal;
import dev.sluice.signal.origin.FirstTouchAttribution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The profile of a person as their signals give it, taken in the order of time. */
final class ReplayedProfile {
    final Map<String, Object> traits = new HashMap<>();
    final List<String> emails = new ArrayList<>();

    @Nullable
    Instant first;

    @Nullable
    Instant traitsAt;

    @Nullable
    Instant firstTraitsAt;

    @Nullable
    Integer source;

    @Nullable
    String origin;

    Map<String, Object> touch = Map.of();

    void add(NewSignal signal) {
        if (first == null) {
            first = signal.at();
            source = signal.source();
        }
        if (signal.human() && origin == null) {
            origin = FirstTouchAttribution.of(signal);
            touch = touch.isEmpty() ? FirstTouchAttribution.touch(signal) : touch;
        }
        if (!signal.traits().isEmpty()) {
            traitsAt = signal.at();
            firstTraitsAt = firstTraitsAt == null ? signal.at() : firstTraitsAt;
            traits.putAll(signal.traits());
            traits.values().removeIf(Objects::isNull);
        }
        if (signal.traits().get("email") instanceof String text && EmailAddress.normal(text) instanceof String email) {
            emails.add(email);
        }
    }
}
