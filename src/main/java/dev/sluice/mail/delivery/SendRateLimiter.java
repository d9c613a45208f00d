package dev.sluice.mail.delivery;

import dev.sluice.mail.MailSetup;
import dev.sluice.platform.database.SqlArray;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps a workspace within its limits on all nodes together: what is claimed counts in the span that runs. */
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

        /** So many can be claimed without looking at their domains. */
        int least() {
            return domains.values().stream().filter(left -> left > 0).reduce(all, Math::min);
        }
    }

    private static final String DOMAIN = "@";

    private final JdbcClient jdbc;

    SendRateLimiter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is left, with the counts locked until the transaction under way has claimed. */
    Left left(int workspace, MailSetup.SendLimits limits, Instant now) {
        Map<String, Integer> most = spans(limits);
        List<String> names = most.keySet().stream().sorted().toList();
        jdbc.sql("""
                        INSERT INTO send_rate (workspace_id, span, begun, claimed)
                        SELECT ?, span, begun, 0 FROM unnest(?::text[], ?::timestamptz[]) AS s (span, begun)
                        ON CONFLICT (workspace_id, span) DO UPDATE SET begun = excluded.begun,
                            claimed = CASE WHEN send_rate.begun = excluded.begun THEN send_rate.claimed ELSE 0 END""")
                .params(
                        workspace,
                        SqlArray.text(names),
                        SqlArray.timestamptz(
                                names.stream().map(name -> begin(name, now)).toList()))
                .update();
        Map<String, Integer> domains = new HashMap<>();
        int[] all = {Integer.MAX_VALUE};
        jdbc.sql("SELECT span, claimed FROM send_rate WHERE workspace_id = ? AND span = ANY (?)")
                .params(workspace, SqlArray.text(names))
                .query((row, number) -> {
                    String span = row.getString(1);
                    int left = Math.max(0, most.getOrDefault(span, 0) - row.getInt(2));
                    if (span.startsWith(DOMAIN)) {
                        domains.put(span.substring(1), left);
                    } else {
                        all[0] = Math.min(all[0], left);
                    }
                    return left;
                })
                .list();
        return new Left(all[0], domains);
    }

    void took(int workspace, MailSetup.SendLimits limits, Instant now, List<ClaimedMessage> taken) {
        Map<String, Integer> counts = new HashMap<>();
        spans(limits)
                .keySet()
                .forEach(span -> counts.put(span, (int) taken.stream()
                        .filter(one ->
                                !span.startsWith(DOMAIN) || span.substring(1).equals(one.domain()))
                        .count()));
        List<String> names = new ArrayList<>(counts.keySet());
        jdbc.sql("""
                        UPDATE send_rate p SET claimed = p.claimed + t.more
                        FROM unnest(?::text[], ?::int[]) AS t (span, more)
                        WHERE p.workspace_id = ? AND p.span = t.span AND t.more > 0""")
                .params(
                        SqlArray.text(names),
                        SqlArray.integer(names.stream().mapToInt(counts::get).toArray()),
                        workspace)
                .update();
    }

    private static Map<String, Integer> spans(MailSetup.SendLimits limits) {
        Map<String, Integer> spans = new HashMap<>();
        put(spans, "second", limits.second());
        put(spans, "hour", limits.hour());
        put(spans, "day", limits.day());
        limits.domains().forEach((domain, most) -> put(spans, DOMAIN + domain, most));
        return spans;
    }

    private static void put(Map<String, Integer> spans, String name, int most) {
        if (most > 0) {
            spans.put(name, most);
        }
    }

    private static Instant begin(String span, Instant now) {
        return now.truncatedTo(
                span.equals("second") ? ChronoUnit.SECONDS : span.equals("day") ? ChronoUnit.DAYS : ChronoUnit.HOURS);
    }
}
