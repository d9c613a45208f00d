package dev.sluice.platform;

/** A body beyond what its address takes, noticed before or while it is read. */
public class TooLarge extends RuntimeException {
    public TooLarge(long maxBytes) {
        super("At maxBytes " + maxBytes / 1024 + " KB are taken here.");
    }
}
