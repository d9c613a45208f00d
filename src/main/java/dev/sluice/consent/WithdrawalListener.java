package dev.sluice.consent;

import dev.sluice.person.Consents;
import dev.sluice.person.PersonSignals;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.signal.kind.RecipientOrder;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Announces everyone who withdrew from marketing email or declined it, by whatever source, so that what is queued for them is taken back. */
@Component
class WithdrawalListener {
    private static final Set<String> WITHDRAWALS =
            Set.of(PersonSignals.UNSUBSCRIBED.name(), PersonSignals.CONSENT_WITHDRAWN.name());

    private final SuppressionRows rows;
    private final Consents consents;
    private final ApplicationEventPublisher events;

    WithdrawalListener(SuppressionRows rows, Consents consents, ApplicationEventPublisher events) {
        this.rows = rows;
        this.consents = consents;
        this.events = events;
    }

    @EventListener
    @Order(RecipientOrder.UNSUBSCRIBING)
    void on(SignalsRecorded recorded) {
        Set<Long> withdrawn = people(recorded, WITHDRAWALS);
        Set<Long> declined = people(recorded, Set.of(PersonSignals.CONSENT_DECLINED.name()));
        if (!declined.isEmpty()) { // counts only for those who never consented
            consents.standing(recorded.workspace(), declined, ConsentSettings.MARKETING)
                    .forEach((person, consent) -> {
                        if (!consent.given()) {
                            withdrawn.add(person);
                        }
                    });
        }
        if (!withdrawn.isEmpty()) {
            events.publishEvent(new RecipientsSuppressed(
                    recorded.workspace(), Set.of(), rows.groups(recorded.workspace(), withdrawn)));
        }
    }

    /** The people of signals of these kinds that are about marketing. */
    private static Set<Long> people(SignalsRecorded recorded, Set<String> kinds) {
        return recorded.signals().stream()
                .filter(signal -> kinds.contains(signal.kind()))
                .filter(signal -> PersonSignals.UNSUBSCRIBED.is(signal.kind())
                        || signal.subject().isBlank()
                        || signal.subject().equals(ConsentSettings.MARKETING))
                .map(Signal::person)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
