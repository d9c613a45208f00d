package dev.sluice.signal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.signal.values.BundledLists;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells machines (crawlers, monitors, link scanners, prefetching browsers) from people by what they say of themselves. */
public final class BotDetector {
    /** Longer agents are judged by their beginning, so that a hostile header costs no more than a real one. */
    private static final int LONGEST = 1_000;

    /** Nearly all patterns are plain text, for which a search needs no regular expression. */
    private static final List<String> PLAIN = new ArrayList<>();

    private static final List<Pattern> PATTERNS = new ArrayList<>();
    private static final Pattern PLAIN_PATTERN = Pattern.compile("(?:[^\\\\^$.|?*+()\\[\\]{}]|\\\\[^\\w])+");
    private static final Cache<String, Boolean> KNOWN =
            Caffeine.newBuilder().maximumSize(20_000).build();

    static {
        for (String pattern : BundledLists.of("crawlers.txt")) {
            if (PLAIN_PATTERN.matcher(pattern).matches()) {
                PLAIN.add(pattern.replaceAll("\\\\(.)", "$1"));
            } else {
                PATTERNS.add(Pattern.compile(pattern));
            }
        }
    }

    private BotDetector() {}

    /**
     * Whether this user agent is a machine's. No agent is no proof: false. Give the agent of the visitor,
     * never that of a server that reports on a visitor's behalf.
     */
    public static boolean isMachine(@Nullable String userAgent) {
        if (userAgent == null || userAgent.isBlank()) {
            return false;
        }
        String agent = userAgent.length() > LONGEST ? userAgent.substring(0, LONGEST) : userAgent;
        Boolean known = KNOWN.getIfPresent(agent);
        if (known == null) {
            known = listed(agent);
            KNOWN.put(agent, known);
        }
        return known;
    }

    /** Whether a machine makes this request to a page meant for people: also HEAD, prefetching, or no agent at all. */
    public static boolean isMachine(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        return request.getMethod().equals("HEAD")
                || prefetches(request.getHeader("Sec-Purpose"))
                || prefetches(request.getHeader("Purpose"))
                || agent == null
                || agent.isBlank()
                || isMachine(agent);
    }

    private static boolean prefetches(@Nullable String purpose) {
        return purpose != null && purpose.toLowerCase(Locale.ROOT).contains("prefetch");
    }

    private static boolean listed(String agent) {
        for (String plain : PLAIN) {
            if (agent.contains(plain)) {
                return true;
            }
        }
        for (Pattern pattern : PATTERNS) {
            if (pattern.matcher(agent).find()) {
                return true;
            }
        }
        return false;
    }
}
