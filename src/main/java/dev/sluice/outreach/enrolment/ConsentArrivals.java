package dev.sluice.outreach.enrolment;

import dev.sluice.consent.SuppressionReason;
import dev.sluice.person.Person;
import dev.sluice.person.PersonSignals;
import dev.sluice.person.Persons;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.signal.kind.RecipientOrder;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Lets enrolments go on that waited for a consent. */
@Component
class ConsentArrivals {
    private final EnrolmentRows rows;
    private final Persons persons;

    ConsentArrivals(EnrolmentRows rows, Persons persons) {
        this.rows = rows;
        this.persons = persons;
    }

    @EventListener
    @Order(RecipientOrder.HELD_ENROLMENTS)
    void on(SignalsRecorded event) {
        List<Long> people = event.signals().stream()
                .filter(signal -> PersonSignals.CONSENT_GIVEN.is(signal.kind()))
                .map(Signal::person)
                .toList();
        if (!people.isEmpty()) {
            Set<Long> survivors = persons.all(event.workspace(), people).values().stream()
                    .map(Person::id)
                    .collect(Collectors.toSet());
            rows.release(event.workspace(), survivors, SuppressionReason.NO_CONSENT.sentence());
        }
    }
}
