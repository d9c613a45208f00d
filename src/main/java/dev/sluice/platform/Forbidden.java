package dev.sluice.platform;

/** The caller is known but may not do this; the sentence says what would be needed. */
public class Forbidden extends RuntimeException {
    public Forbidden(String sentence) {
        super(sentence);
    }
}
