package dev.sluice.signal;

import java.util.List;

/** Recognises whom signals are about, making people where nobody is known yet; runs in intake's transaction. */
public interface IdentityResolution {
    /** A signal as far as it is believed, and the person it is about. */
    record Recognised(long person, NewSignal signal) {}

    /** The person of each signal, in the order of the batch. */
    List<Recognised> recognise(int workspace, List<NewSignal> batch);
}
