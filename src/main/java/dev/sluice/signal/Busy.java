package dev.sluice.signal;

/** The log cannot take more at this moment; nothing was recorded and the same call may be repeated. */
public class Busy extends RuntimeException {
    Busy(String why, Throwable cause) {
        super(why, cause);
    }

    Busy(String why) {
        super(why);
    }
}
