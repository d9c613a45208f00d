package dev.sluice.inbox;

import dev.sluice.inbox.ReceivedMail.ReceivedKind;
import dev.sluice.inbox.ReceivedMail.ReceivedState;
import dev.sluice.person.EmailAddress;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Says by hand whose a received mail is. */
@Component
class ManualMailMatch {
    private final ReceivedMailRows rows;
    private final InboundSignals effects;
    private final Persons persons;
    private final Tenancy tenancy;
    private final ApplicationEventPublisher events;

    ManualMailMatch(
            ReceivedMailRows rows,
            InboundSignals effects,
            Persons persons,
            Tenancy tenancy,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.effects = effects;
        this.persons = persons;
        this.tenancy = tenancy;
        this.events = events;
    }

    /** Gives an unmatched mail to somebody, named by address or number; its signal is recorded as if it had been known. */
    void assign(int workspace, long id, String whom, String by) {
        tenancy.in(workspace, () -> {
            ReceivedMail mail = rows.hold(workspace, id);
            if (mail.state() != ReceivedState.UNMATCHED) {
                throw new BadInput("person", "This mail is somebody's already, or concerns nobody.");
            }
            Person person = find(workspace, whom.strip())
                    .orElseThrow(() -> new BadInput(
                            "person",
                            "Nobody here has this address or number. Write the address of a person you know."));
            String why = by.isEmpty() ? "Assigned through the API" : "Assigned by " + by;
            rows.assign(workspace, id, person.id(), why);
            effects.record(workspace, id, mail, new MailMatch(ReceivedState.MATCHED, why, null, person.id(), null));
            if (mail.kind() == ReceivedKind.REPLY || mail.kind() == ReceivedKind.LETTER) {
                events.publishEvent(new ReplyReceived(workspace, person.id(), null));
            }
        });
    }

    private Optional<Person> find(int workspace, String whom) {
        String address = EmailAddress.normal(whom);
        if (address != null) {
            return persons.withKey(workspace, "e:" + address);
        }
        try {
            return Optional.of(persons.get(workspace, Long.parseLong(whom)));
        } catch (NumberFormatException | NotFound nobody) {
            return Optional.empty();
        }
    }
}
