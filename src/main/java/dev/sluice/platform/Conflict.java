package dev.sluice.platform;

/** What was to be changed has been changed by somebody else meanwhile; nothing was written. */
public class Conflict extends RuntimeException {
    public Conflict(String sentence) {
        super(sentence);
    }
}
