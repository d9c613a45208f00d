package dev.sluice.platform;

/** Someone else has changed the record in the meantime; nothing was written. */
public class Conflict extends RuntimeException {
    public Conflict(String sentence) {
        super(sentence);
    }
}
