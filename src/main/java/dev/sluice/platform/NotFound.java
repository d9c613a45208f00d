package dev.sluice.platform;

/** There is no such thing in this workspace, or the caller may not know of it: answered 404 either way. */
public class NotFound extends RuntimeException {
    public NotFound(String what) {
        super(what);
    }
}
