package dev.sluice.funnel;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as a definition writes them ("30m", "7d"), as it prints them ("30 m", "7 d"), and as pages show them. */
public final class Durations {

    private static final Pattern WRITTEN = Pattern.compile("(-?\\d{1,6})\\s*([smhdw])");
    private static final long[] SECONDS = {604_800, 86_400, 3_600, 60, 1};
    private static final String UNITS = "wdhms";

    private Durations() {}

    /** Null when it is no duration. */
    static @Nullable public Duration parse(String written) {
        Matcher m = WRITTEN.matcher(written.strip());
        if (!m.matches()) {
            return null;
        }
        return Duration.ofSeconds(Long.parseLong(m.group(1)) * SECONDS[UNITS.indexOf(m.group(2))]);
    }

    static String print(Duration span) {
        long seconds = span.toSeconds();
        for (int i = 1; i < SECONDS.length; i++) {
            if (seconds % SECONDS[i] == 0) {
                return seconds / SECONDS[i] + " " + UNITS.charAt(i);
            }
        }
        return seconds + " s";
    }

    /** For screens: "2 d 3 h", "2 h 10 min"; from three of the greater unit on the smaller one is left out. */
    public static String lasting(Duration span) {
        if (span.toHours() < 1) {
            return span.toMinutes() + " min";
        }
        if (span.toDays() < 1) {
            return span.toHours() + " h" + rest(span.toHours(), span.toMinutesPart(), "min");
        }
        return span.toDays() + " d" + rest(span.toDays(), span.toHoursPart(), "h");
    }

    private static String rest(long whole, int part, String unit) {
        return whole < 3 && part > 0 ? " " + part + " " + unit : "";
    }

    public static long micros(Duration span) {
        return span.toNanos() / 1_000;
    }
}
