package dev.sluice.insight.history;

import java.time.Instant;

/** A stay in a stage that counts as history while the deal is closed: from its end until it is opened again. */
public record DatedStay(StageStay stay, Instant from, Instant until) {
    public boolean known(Instant by) {
        return !from.isAfter(by) && until.isAfter(by);
    }
}
