package dev.sluice.signal;

import java.util.List;
import org.springframework.stereotype.Component;

/** The one way into the log. */
@Component
public class Signals {
    /**
     * Records the signals and returns when they are durable, together with those of other callers in one
     * commit. All of a call are recorded or none.
     *
     * @return how many were new (a repeated message counts as known)
     */
    public int record(int workspace, List<NewSignal> signals) {
        throw new UnsupportedOperationException();
    }

    /** Records the signals in the transaction under way, for callers that commit their own progress with them. */
    public int recordHere(int workspace, List<NewSignal> signals) {
        throw new UnsupportedOperationException();
    }
}
