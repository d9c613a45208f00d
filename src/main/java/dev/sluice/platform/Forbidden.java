package dev.sluice.platform;

/** The caller is authenticated but may not do this; the message says what is required. */
public class Forbidden extends RuntimeException {
    public Forbidden(String sentence) {
        super(sentence);
    }
}
