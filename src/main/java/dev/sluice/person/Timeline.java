package dev.sluice.person;

import dev.sluice.person.SourceNames.SourceName;
import dev.sluice.platform.database.Cursor;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Page;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalLog;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everything that happened to a person, newest first, whichever of their merged numbers it was recorded for. */
@Component
public class Timeline {
    /** A signal with the place it came through. */
    public record TimelineItem(Signal signal, String sourceKind, String sourceName) {}

    private static final Cursor TOP = Cursor.of(Instant.parse("9999-01-01T00:00:00Z"), new UUID(0, 0));

    private final Tenancy tenancy;
    private final Persons persons;
    private final SignalLog log;
    private final SourceNames sources;

    Timeline(Tenancy tenancy, Persons persons, SignalLog log, SourceNames sources) {
        this.tenancy = tenancy;
        this.persons = persons;
        this.log = log;
        this.sources = sources;
    }

    /**
     * The newest signals before a place.
     *
     * @param kinds which kinds to show; empty shows all
     * @param after the {@code next} of the page before, null for the newest
     */
    public Page<TimelineItem> page(
            int workspace, long person, Collection<String> kinds, @Nullable String after, int limit) {
        Cursor cursor = cursor(after);
        List<TimelineItem> entries = tenancy.read(
                workspace,
                () -> named(
                        workspace,
                        log.page(
                                workspace,
                                persons.group(workspace, person),
                                kinds,
                                cursor.instant(0),
                                cursor.uuid(1),
                                limit + 1)));
        return Page.of(
                entries,
                limit,
                last -> Cursor.of(last.signal().at(), last.signal().id()));
    }

    /** The instant of a place in a timeline. */
    public static Instant at(String cursor) {
        return cursor(cursor).instant(0);
    }

    private static Cursor cursor(@Nullable String after) {
        Cursor cursor = Cursor.read("after", after, Instant.class, UUID.class);
        return cursor == null ? TOP : cursor;
    }

    private List<TimelineItem> named(int workspace, List<Signal> signals) {
        Map<Integer, SourceName> names =
                sources.names(workspace, signals.stream().map(Signal::source).collect(Collectors.toSet()));
        return signals.stream()
                .map(signal -> {
                    SourceName source = names.getOrDefault(signal.source(), SourceName.NONE);
                    return new TimelineItem(signal, source.kind(), source.name());
                })
                .toList();
    }
}
