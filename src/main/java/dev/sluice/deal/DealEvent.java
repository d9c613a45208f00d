package dev.sluice.deal;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * One entry of a deal's log: a signal.
 *
 * @param run the version of the definition that judges it: the one that decided when it arrived
 */
record DealEvent(Instant at, UUID signal, long person, String kind, String subject, Map<String, Object> data, int run) {

    static final Set<String> KINDS = Set.of(
            "deal_opened",
            "deal_changed",
            "deal_moved",
            "deal_note",
            "deal_kept",
            "deal_won",
            "deal_lost",
            "deal_reopened");

    boolean ends() {
        return kind.equals("deal_won") || kind.equals("deal_lost");
    }
}
