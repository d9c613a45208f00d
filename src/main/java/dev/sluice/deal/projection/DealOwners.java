package dev.sluice.deal.projection;

import dev.sluice.handoff.OwnerSource;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells the hand-off who owns the deals of a person, so that what a contact of a deal writes reaches that user. */
@Component
class DealOwners implements OwnerSource {
    private final DealOpenerRows rows;

    DealOwners(DealOpenerRows rows) {
        this.rows = rows;
    }

    @Override
    public Map<Long, Integer> owners(int workspace, Collection<Long> people) {
        return rows.owners(workspace, people);
    }
}
