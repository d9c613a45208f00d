package dev.sluice.funnel;

/** A position in the order of signals: an instant and the id of a signal at it, as two unsigned halves. */
public record LogPosition(long at, long high, long low) {

    /** Before every signal. */
    public static final LogPosition START = new LogPosition(Long.MIN_VALUE, 0, 0);

    /** Whether the position ({@code at}, {@code high}, {@code low}) comes after this one. Ids order as in PostgreSQL. */
    boolean isBefore(long otherAt, long otherHigh, long otherLow) {
        if (otherAt != at) {
            return otherAt > at;
        }
        return otherHigh != high ? Long.compareUnsigned(otherHigh, high) > 0 : Long.compareUnsigned(otherLow, low) > 0;
    }
}
