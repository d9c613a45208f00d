package dev.sluice.deal;

import dev.sluice.handoff.HandoffSignals;
import dev.sluice.signal.Signal;
import dev.sluice.signal.kind.SignalKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a deal's log: a signal.
 *
 * @param person whose signal it was; 0 for somebody who is erased
 * @param run the version of the definition that judges it: the one that decided when it arrived
 * @param judged what it was found to lack, for good: somebody whose history was asked is erased; null where it is asked
 */
public record DealEvent(
        Instant at,
        UUID signal,
        long person,
        String kind,
        String subject,
        Map<String, Object> data,
        int run,
        @Nullable List<String> judged) {

    static final Set<String> KINDS = Set.of(
            DealSignals.OPENED.name(),
            DealSignals.CHANGED.name(),
            DealSignals.MOVED.name(),
            DealSignals.NOTE.name(),
            DealSignals.KEPT.name(),
            DealSignals.WON.name(),
            DealSignals.LOST.name(),
            DealSignals.REOPENED.name());

    /** Ticks an item of the checklist of the stage where the deal is; the subject is the item. */
    public static final SignalKind DONE = HandoffSignals.CHECKLIST_DONE;

    /** Takes a tick back. */
    public static final SignalKind UNDONE = HandoffSignals.CHECKLIST_UNDONE;

    /** Whether a signal belongs in the log of a deal; ticks do where they name one, people have checklists too. */
    public static boolean is(Signal signal) {
        return DONE.is(signal.kind()) || UNDONE.is(signal.kind())
                ? signal.data().get("deal") != null
                : KINDS.contains(signal.kind());
    }

    public boolean ends() {
        return DealSignals.WON.is(kind) || DealSignals.LOST.is(kind);
    }
}
