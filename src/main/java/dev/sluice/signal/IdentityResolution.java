package dev.sluice.signal;

import java.util.List;

/** Recognises whom signals are about, making people where nobody is known yet; runs in intake's transaction. */
public interface IdentityResolution {
    /** A signal as far as it is believed, the person it is about, and the record that the signal's keys are of. */
    record Recognised(long person, long record, NewSignal signal) {}

    /** The person of each signal, in the order of the batch. */
    List<Recognised> recognise(int workspace, List<NewSignal> batch);
}
