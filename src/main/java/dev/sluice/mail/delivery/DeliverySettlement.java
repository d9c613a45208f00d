package dev.sluice.mail.delivery;

import dev.sluice.consent.SuppressionReason;
import dev.sluice.consent.Suppressions;
import dev.sluice.mail.MessageState;
import dev.sluice.mail.MessagesSettled;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Does what follows from the outcome of deliveries, in the transaction under way. */
@Component
public class DeliverySettlement {
    private final MessageClaims claims;
    private final DeliverySignals signals;
    private final Suppressions suppressions;
    private final ApplicationEventPublisher events;

    DeliverySettlement(
            MessageClaims claims,
            DeliverySignals signals,
            Suppressions suppressions,
            ApplicationEventPublisher events) {
        this.claims = claims;
        this.signals = signals;
        this.suppressions = suppressions;
        this.events = events;
    }

    void settle(int workspace, List<DeliveryOutcome> outcomes) {
        List<MessagesSettled.SettledMessage> settled = claims.settle(workspace, outcomes).stream()
                .filter(message -> message.state() != MessageState.READY)
                .toList();
        if (settled.isEmpty()) {
            return;
        }
        Map<Long, MessageState> states = new HashMap<>();
        settled.forEach(message -> states.put(message.message(), message.state()));
        List<DeliveryOutcome> effective = outcomes.stream()
                .filter(outcome ->
                        outcome.state() == states.get(outcome.message().id()))
                .toList();
        signals.record(workspace, effective);
        effective.stream()
                .filter(DeliveryOutcome::hard)
                .forEach(outcome -> suppressions.suppress(
                        workspace, List.of(outcome.message().address()), SuppressionReason.BOUNCED, outcome.why()));
        publish(workspace, settled);
    }

    public void publish(int workspace, List<MessagesSettled.SettledMessage> settled) {
        if (!settled.isEmpty()) {
            events.publishEvent(new MessagesSettled(workspace, settled));
        }
    }
}
