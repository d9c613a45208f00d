package dev.sluice.people.timeline;

import dev.sluice.person.Timeline;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A signal of a timeline, as the API has it. */
@JsonNaming(SnakeCaseStrategy.class)
public record TimelineSignal(
        UUID id,
        Instant at,
        Instant receivedAt,
        String kind,
        String subject,
        boolean human,
        @Nullable Source source,
        Map<String, Object> traits,
        Map<String, Object> data) {
    public record Source(String kind, String name) {}

    public static TimelineSignal of(Timeline.TimelineItem item) {
        return new TimelineSignal(
                item.signal().id(),
                item.signal().at(),
                item.signal().receivedAt(),
                item.signal().kind(),
                item.signal().subject(),
                item.signal().human(),
                item.sourceName().isEmpty() ? null : new Source(item.sourceKind(), item.sourceName()),
                new TreeMap<>(item.signal().traits()),
                new TreeMap<>(item.signal().data()));
    }
}
