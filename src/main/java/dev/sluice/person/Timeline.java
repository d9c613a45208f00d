package dev.sluice.person;

import dev.sluice.person.SourceNames.SourceName;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Tenancy;
import dev.sluice.platform.Time;
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
    public record Entry(Signal signal, String sourceKind, String sourceName) {}

    /** A stretch of the timeline; {@code next} asks for the one before it in time, null at the beginning of all. */
    public record Page(List<Entry> entries, @Nullable String next) {}

    private record Place(Instant at, UUID id) {
        static final Place TOP = new Place(Instant.parse("9999-01-01T00:00:00Z"), new UUID(0, 0));

        static Place of(@Nullable String cursor) {
            if (cursor == null) {
                return TOP;
            }
            try {
                int dot = cursor.indexOf('.');
                return new Place(
                        Time.instant(Long.parseLong(cursor.substring(0, dot))),
                        UUID.fromString(cursor.substring(dot + 1)));
            } catch (RuntimeException unreadable) {
                throw new BadInput("after", "This is no place in a timeline; take the cursor of the last answer.");
            }
        }

        static String cursor(Signal last) {
            return Time.micros(last.at()) + "." + last.id();
        }
    }

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
    public Page page(int workspace, long person, Collection<String> kinds, @Nullable String after, int limit) {
        Place place = Place.of(after);
        List<Entry> entries = tenancy.read(
                workspace,
                () -> named(
                        workspace,
                        log.page(
                                workspace,
                                persons.group(workspace, person),
                                kinds,
                                place.at(),
                                place.id(),
                                limit + 1)));
        boolean more = entries.size() > limit;
        List<Entry> shown = more ? entries.subList(0, limit) : entries;
        return new Page(shown, more ? Place.cursor(shown.getLast().signal()) : null);
    }

    /** The instant of a place in a timeline. */
    public static Instant at(String cursor) {
        return Place.of(cursor).at();
    }

    private List<Entry> named(int workspace, List<Signal> signals) {
        Map<Integer, SourceName> names =
                sources.names(workspace, signals.stream().map(Signal::source).collect(Collectors.toSet()));
        return signals.stream()
                .map(signal -> {
                    SourceName source = names.getOrDefault(signal.source(), SourceName.NONE);
                    return new Entry(signal, source.kind(), source.name());
                })
                .toList();
    }
}
