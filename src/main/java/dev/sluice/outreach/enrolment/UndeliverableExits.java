package dev.sluice.outreach.enrolment;

import dev.sluice.consent.LegalBasisTightened;
import dev.sluice.consent.RecipientsSuppressed;
import dev.sluice.mail.MessageState;
import dev.sluice.mail.MessagesSettled;
import dev.sluice.mail.MessagesSettled.SettledMessage;
import dev.sluice.person.Persons;
import dev.sluice.platform.database.Tenancy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Ends the sequences of people who cannot or may not be emailed any more. */
@Component
class UndeliverableExits {
    private final EnrolmentRows rows;
    private final Enrolments enrolments;
    private final Persons persons;
    private final Tenancy tenancy;

    UndeliverableExits(EnrolmentRows rows, Enrolments enrolments, Persons persons, Tenancy tenancy) {
        this.rows = rows;
        this.enrolments = enrolments;
        this.persons = persons;
        this.tenancy = tenancy;
    }

    /** An email that failed or may not be sent is not followed by more. */
    @EventListener
    void on(MessagesSettled event) {
        Map<String, SettledMessage> failed = new HashMap<>();
        event.messages().stream()
                .filter(message -> message.key().startsWith("sequence/"))
                .filter(message -> message.state() == MessageState.FAILED || message.state() == MessageState.SUPPRESSED)
                .forEach(message -> failed.put(message.key().split("/", 4)[2], message));
        if (failed.isEmpty()) {
            return;
        }
        List<Long> people = failed.values().stream().map(SettledMessage::person).toList();
        for (Enrolment enrolment : rows.open(event.workspace(), people)) {
            SettledMessage message = failed.get(Long.toString(enrolment.id()));
            if (message != null && enrolment.state().equals("active")) {
                String result = message.state() == MessageState.FAILED
                        ? "A mail could not be delivered"
                        : "A mail was not sent";
                enrolments.stop(event.workspace(), List.of(enrolment), result + ": " + message.why());
            }
        }
    }

    /** Ends the sequences of everyone whose consent is needed now and not there. */
    @EventListener
    void on(LegalBasisTightened event) {
        tenancy.in(event.workspace(), () -> enrolments.stopAllRefused(event.workspace()));
    }

    /** Ends every sequence before the person sees a confirmation that they unsubscribed. */
    @EventListener
    void on(RecipientsSuppressed event) {
        Set<Long> people = new HashSet<>(event.persons());
        List<String> keys = event.addresses().stream()
                .filter(address -> !address.startsWith("@")) // emails to a whole domain are refused when they would go
                .map(address -> "e:" + address)
                .toList();
        people.addAll(persons.withKeys(event.workspace(), keys).values());
        if (!people.isEmpty()) {
            tenancy.in(event.workspace(), () -> enrolments.suppressed(event.workspace(), people));
        }
    }
}
