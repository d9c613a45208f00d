package dev.sluice.consent;

import dev.sluice.person.PersonSignals;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.signal.kind.RecipientOrder;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Announces everyone who withdrew from marketing email, by whatever source, so that what is queued for them is taken back. */
@Component
class WithdrawalListener {
    private static final Set<String> WITHDRAWALS =
            Set.of(PersonSignals.UNSUBSCRIBED.name(), PersonSignals.CONSENT_WITHDRAWN.name());

    private final SuppressionRows rows;
    private final ApplicationEventPublisher events;

    WithdrawalListener(SuppressionRows rows, ApplicationEventPublisher events) {
        this.rows = rows;
        this.events = events;
    }

    @EventListener
    @Order(RecipientOrder.UNSUBSCRIBING)
    void on(SignalsRecorded recorded) {
        Set<Long> withdrawn = recorded.signals().stream()
                .filter(signal -> WITHDRAWALS.contains(signal.kind())
                        && (signal.subject().isBlank() || signal.subject().equals(ConsentSettings.MARKETING)))
                .map(Signal::person)
                .collect(Collectors.toSet());
        if (!withdrawn.isEmpty()) {
            events.publishEvent(new RecipientsSuppressed(
                    recorded.workspace(), Set.of(), rows.groups(recorded.workspace(), withdrawn)));
        }
    }
}
