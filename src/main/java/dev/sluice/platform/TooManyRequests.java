package dev.sluice.platform;

/** A caller has used up what they may send now; answered with 429 and {@code Retry-After}. */
public class TooManyRequests extends RuntimeException {
    private final long seconds;

    /** @param seconds after which the caller may try again */
    public TooManyRequests(long seconds) {
        super("Too many requests. Try again in " + seconds + " seconds.");
        this.seconds = seconds;
    }

    public long seconds() {
        return seconds;
    }
}
