package dev.sluice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * The present until a test moves it; back to it after each test. The present is the machine's time, or runs on from the
 * instant that {@code -Dtests.now} names, so that the suite can be tried at any hour ("bin/test --at").
 */
@Component
@Primary
public class TestClock implements InstantSource {
    private static final Duration OFFSET = offset(System.getProperty("tests.now", ""));

    private volatile Duration ahead = Duration.ZERO;

    /** The present, for tests that need it before the application runs; no test moves it. */
    public static Instant now() {
        return Instant.now().plus(OFFSET);
    }

    @Override
    public Instant instant() {
        return now().plus(ahead);
    }

    /** Moves the time on (or back), while it keeps running. */
    public void forward(Duration by) {
        ahead = ahead.plus(by);
    }

    void reset() {
        ahead = Duration.ZERO;
    }

    private static Duration offset(String now) {
        return now.isEmpty() ? Duration.ZERO : Duration.between(Instant.now(), Instant.parse(now));
    }
}
