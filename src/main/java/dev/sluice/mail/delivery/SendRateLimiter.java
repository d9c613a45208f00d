package dev.sluice.mail.delivery;

import dev.sluice.mail.MailSetup;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Keeps a workspace within its limits on all nodes together: what is claimed counts in the current span. */
@Component
class SendRateLimiter {
    /**
     * What may still be claimed.
     *
     * @param all in every span together
     * @param domains in this hour, for domains that have a limit
     */
    record Left(int all, Map<String, Integer> domains) {
        Set<String> exhausted() {
            Set<String> exhausted = new HashSet<>();
            domains.forEach((domain, left) -> {
                if (left <= 0) {
                    exhausted.add(domain);
                }
            });
            return exhausted;
        }

        /** How many can be claimed of any domains. */
        int least() {
            return domains.values().stream().filter(left -> left > 0).reduce(all, Math::min);
        }
    }

    private static final String DOMAIN = "@";

    private final SendRateRows rows;

    SendRateLimiter(SendRateRows rows) {
        this.rows = rows;
    }

    /** What is left, with the counts locked until the transaction under way has claimed. */
    Left left(int workspace, MailSetup.SendLimits limits, Instant now) {
        Map<String, Integer> spans = spans(limits);
        SortedMap<String, Instant> begins = new TreeMap<>();
        spans.keySet().forEach(span -> begins.put(span, begin(span, now)));
        rows.lock(workspace, begins);
        Map<String, Integer> domains = new HashMap<>();
        int all = Integer.MAX_VALUE;
        for (Map.Entry<String, Integer> span :
                rows.claimed(workspace, begins.keySet()).entrySet()) {
            int left = Math.max(0, spans.getOrDefault(span.getKey(), 0) - span.getValue());
            if (span.getKey().startsWith(DOMAIN)) {
                domains.put(span.getKey().substring(1), left);
            } else {
                all = Math.min(all, left);
            }
        }
        return new Left(all, domains);
    }

    void add(int workspace, MailSetup.SendLimits limits, List<ClaimedMessage> claimed) {
        Map<String, Integer> counts = new HashMap<>();
        spans(limits)
                .keySet()
                .forEach(span -> counts.put(span, (int) claimed.stream()
                        .filter(message ->
                                !span.startsWith(DOMAIN) || span.substring(1).equals(message.domain()))
                        .count()));
        rows.add(workspace, counts);
    }

    private static Map<String, Integer> spans(MailSetup.SendLimits limits) {
        Map<String, Integer> spans = new HashMap<>();
        put(spans, "second", limits.second());
        put(spans, "hour", limits.hour());
        put(spans, "day", limits.day());
        limits.domains().forEach((domain, limit) -> put(spans, DOMAIN + domain, limit));
        return spans;
    }

    private static void put(Map<String, Integer> spans, String name, int limit) {
        if (limit > 0) {
            spans.put(name, limit);
        }
    }

    private static Instant begin(String span, Instant now) {
        return now.truncatedTo(
                span.equals("second") ? ChronoUnit.SECONDS : span.equals("day") ? ChronoUnit.DAYS : ChronoUnit.HOURS);
    }
}
