package dev.sluice.insight.cohort;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.platform.database.ConnectionPools;
import dev.sluice.platform.database.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Stores figures that took long to count, and counts them again the later, the longer they take. */
@Component
class ReportCache {
    private static final Duration WORTH_STORING = Duration.ofMillis(50);

    /** A request waits for so long rather than show old figures. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);

    /**
     * A stored result. It is fresh for twenty times as long as it took. After that it is counted again, and one that would
     * keep people waiting is still shown meanwhile.
     */
    private record CachedMetrics(Object result, Instant countedAt, Duration took, AtomicBoolean counting) {
        boolean old(Instant now) {
            return Duration.between(countedAt, now).compareTo(took.multipliedBy(20)) > 0;
        }
    }

    private final Tenancy tenancy;
    private final InstantSource clock;
    private final Cache<List<Object>, CachedMetrics> cache = Caffeine.newBuilder()
            .maximumSize(500)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    ReportCache(Tenancy tenancy, InstantSource clock) {
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** The result of the query without the cache. */
    <T> T read(int workspace, Supplier<T> query) {
        return ConnectionPools.reports(() -> tenancy.read(workspace, query));
    }

    /** The result of the query, perhaps a stored one; {@code name} tells the queries on one filter apart. */
    @SuppressWarnings("unchecked") // what is stored under a name is of the type of its query
    <T> T get(int workspace, ReportFilter filter, String name, Supplier<T> query) {
        List<Object> key = List.of(
                workspace,
                filter.run().id(),
                name,
                filter.parameters(),
                filter.from() == null ? "" : filter.from(),
                filter.to().equals(filter.seen()) ? "" : filter.to(),
                filter.asOf() ? filter.seen() : "");
        CachedMetrics stored = cache.getIfPresent(key);
        boolean old = stored == null || stored.old(clock.instant());
        if (stored == null || (old && stored.took().compareTo(MAX_WAIT) <= 0)) {
            stored = count(workspace, key, query);
        } else if (old && stored.counting().compareAndSet(false, true)) {
            AtomicBoolean counting = stored.counting();
            Thread.ofVirtual().name("metrics-" + workspace).start(() -> {
                try {
                    count(workspace, key, query);
                } finally {
                    counting.set(false); // the next request tries a failed count again
                }
            });
        }
        return (T) stored.result();
    }

    private CachedMetrics count(int workspace, List<Object> key, Supplier<?> query) {
        Instant begun = clock.instant();
        Object result = read(workspace, query);
        Instant counted = clock.instant();
        CachedMetrics stored =
                new CachedMetrics(result, counted, Duration.between(begun, counted), new AtomicBoolean());
        if (stored.took().compareTo(WORTH_STORING) > 0) {
            cache.put(key, stored);
        } else {
            cache.invalidate(key);
        }
        return stored;
    }
}
