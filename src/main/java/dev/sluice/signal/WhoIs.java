package dev.sluice.signal;

import java.util.List;

/** Recognises whom signals are about, making people where nobody is known yet; runs in intake's transaction. */
public interface WhoIs {
    /** The person of each signal, in the order of the batch. */
    long[] recognise(int workspace, List<NewSignal> batch);
}
