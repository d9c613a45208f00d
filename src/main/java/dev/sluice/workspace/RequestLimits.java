package dev.sluice.workspace;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.platform.PeriodicWorker;
import dev.sluice.workspace.RequestLimitRows.RequestCount;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Counts requests against limits over all nodes. A node counts by itself; a caller who has used an eighth of a limit is
 * added up with what other nodes have counted, each second and outside of requests, so that no request waits for it. In
 * two windows after each other a caller may use twice the limit, and on each further node a second's worth more.
 */
@Component
public class RequestLimits extends PeriodicWorker {
    private static final Duration EACH = Duration.ofSeconds(1);
    private static final Duration KEPT = Duration.ofMinutes(20);
    private static final int SHARE = 8;

    private record Window(String name, Instant endsAt) {}

    /** What this node knows of a window: its own count that it has not added up, and the sum of all. */
    private static final class Usage {
        final AtomicLong own = new AtomicLong();
        volatile long sum;
    }

    private final @Nullable RequestLimitRows rows;
    private final InstantSource clock;
    private final Cache<Window, Usage> usages =
            Caffeine.newBuilder().maximumSize(200_000).expireAfterAccess(KEPT).build();
    private final ConcurrentMap<Window, Usage> shared = new ConcurrentHashMap<>();

    @Autowired
    RequestLimits(RequestLimitRows rows, InstantSource clock) {
        this(clock, rows);
    }

    private RequestLimits(InstantSource clock, @Nullable RequestLimitRows rows) {
        super("request-limits");
        this.rows = rows;
        this.clock = clock;
    }

    /** Limits that one node keeps alone. */
    public static RequestLimits ofThisNode(InstantSource clock) {
        return new RequestLimits(clock, null);
    }

    /**
     * Counts one request.
     *
     * @param name what is limited, with whom: "tracking 192.0.2.7"
     * @return 0 when it is within the limit, else the seconds until the window ends
     */
    public long take(String name, long limit, Duration window) {
        return use(name, limit, window, 1);
    }

    /** The same without counting, for limits on what fails. */
    public long left(String name, long limit, Duration window) {
        return use(name, limit, window, 0);
    }

    private long use(String name, long limit, Duration window, int count) {
        long now = clock.millis();
        long length = window.toMillis();
        Window key = new Window(name, Instant.ofEpochMilli((now / length + 1) * length));
        Usage usage = usages.get(key, _ -> new Usage());
        long own = usage.own.addAndGet(count);
        if (own >= Math.max(1, limit / SHARE)) {
            shared.put(key, usage);
        }
        return usage.sum + own + (count == 0 ? 1 : 0) <= limit
                ? 0
                : Math.max(1, (key.endsAt().toEpochMilli() - now + 999) / 1_000);
    }

    @Override
    protected void round() throws InterruptedException {
        Thread.sleep(EACH);
        addUp();
    }

    /** Adds up with the other nodes what has gained weight since the last time. */
    void addUp() {
        if (rows == null || shared.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        shared.keySet().removeIf(window -> window.endsAt().isBefore(now));
        List<RequestCount> counts = new ArrayList<>();
        shared.forEach(
                (window, usage) -> counts.add(new RequestCount(window.name(), window.endsAt(), usage.own.get())));
        if (!counts.isEmpty()) {
            for (RequestCount sum : rows.add(counts)) {
                Usage usage = shared.get(new Window(sum.name(), sum.endsAt()));
                if (usage != null) {
                    usage.sum = sum.used();
                }
            }
            counts.forEach(count -> {
                Usage usage = shared.get(new Window(count.name(), count.endsAt()));
                if (usage != null) {
                    usage.own.addAndGet(-count.used());
                }
            });
        }
        rows.deleteEnded(now.minus(KEPT));
    }
}
