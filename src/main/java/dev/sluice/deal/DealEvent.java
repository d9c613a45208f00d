package dev.sluice.deal;

import dev.sluice.signal.Signal;
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
record DealEvent(
        Instant at,
        UUID signal,
        long person,
        String kind,
        String subject,
        Map<String, Object> data,
        int run,
        @Nullable List<String> judged) {

    static final Set<String> KINDS = Set.of(
            "deal_opened",
            "deal_changed",
            "deal_moved",
            "deal_note",
            "deal_kept",
            "deal_won",
            "deal_lost",
            "deal_reopened");

    /** Ticks an item of the checklist of the stage where the deal is; the subject is the item. */
    static final String DONE = "checklist_done";

    /** Takes a tick back. */
    static final String UNDONE = "checklist_undone";

    /** Whether a signal belongs in the log of a deal; ticks do where they name one, people have checklists too. */
    static boolean is(Signal signal) {
        return switch (signal.kind()) {
            case DONE, UNDONE -> signal.data().get("deal") != null;
            default -> KINDS.contains(signal.kind());
        };
    }

    boolean ends() {
        return kind.equals("deal_won") || kind.equals("deal_lost");
    }
}
