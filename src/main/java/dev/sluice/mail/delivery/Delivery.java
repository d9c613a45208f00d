package dev.sluice.mail.delivery;

import dev.sluice.mail.MessageSuppressor;
import dev.sluice.mail.Outbox;
import dev.sluice.mail.SentMessage;
import dev.sluice.platform.database.Tenancy;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The two steps around every message on the wire: may it begin, and what became of it. Both for many at once. */
@Component
class Delivery {
    private final MessageClaims claims;
    private final DeliveryJournalRows journal;
    private final Outbox outbox;
    private final MessageSuppressor suppressor;
    private final DeliverySettlement settlement;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Delivery(
            MessageClaims claims,
            DeliveryJournalRows journal,
            Outbox outbox,
            MessageSuppressor suppressor,
            DeliverySettlement settlement,
            Tenancy tenancy,
            InstantSource clock) {
        this.claims = claims;
        this.journal = journal;
        this.outbox = outbox;
        this.suppressor = suppressor;
        this.settlement = settlement;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** The steps of a workspace, each a transaction. Rows are locked before permission is checked. */
    DeliveryJournal.Commit steps(int workspace) {
        return new DeliveryJournal.Commit() {
            @Override
            public List<Boolean> step(List<DeliveryOutcome> outcomes, List<ClaimedMessage> begins) {
                return tenancy.in(workspace, () -> {
                    if (!outcomes.isEmpty()) {
                        journal.add(workspace, outcomes);
                    }
                    return begins.isEmpty() ? List.of() : begin(workspace, begins);
                });
            }

            @Override
            public void settle(List<DeliveryOutcome> outcomes) {
                tenancy.in(workspace, () -> settlement.settle(workspace, outcomes));
            }

            @Override
            public void giveUp(DeliveryOutcome outcome) {
                tenancy.in(workspace, () -> journal.remove(workspace, List.of(outcome)));
            }
        };
    }

    DeliveryOutcome outcome(ClaimedMessage message, SmtpOutcome answer) {
        return DeliveryOutcome.of(message, answer, clock.instant());
    }

    private List<Boolean> begin(int workspace, List<ClaimedMessage> begins) {
        List<SentMessage> held = claims.stillHeld(workspace, begins);
        Map<Long, String> refused = outbox.refused(workspace, held);
        Set<Long> allowed = held.stream().map(SentMessage::id).collect(Collectors.toCollection(HashSet::new));
        allowed.removeAll(refused.keySet());
        claims.begin(workspace, allowed);
        suppressor.suppress(workspace, refused);
        return begins.stream().map(claimed -> allowed.contains(claimed.id())).toList();
    }

    /** Parks what was interrupted and releases what was only claimed; returns outcomes that were never settled. */
    List<DeliveryOutcome> takeOver(int workspace) {
        return tenancy.in(workspace, () -> {
            settlement.publish(workspace, claims.takeOver(workspace, clock.instant()));
            return journal.unsettled(workspace);
        });
    }
}
