package dev.sluice.inbox;

import dev.sluice.inbox.OptOutQuestion.OptOutState;
import dev.sluice.inbox.ReceivedMail.ReceivedState;
import dev.sluice.person.EmailAddress;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Assigns received email to a person by hand. */
@Component
class ManualMailMatch {
    private final ReceivedMailRows rows;
    private final InboundSignals signals;
    private final InboundEffects effects;
    private final Persons persons;
    private final Tenancy tenancy;
    private final ApplicationEventPublisher events;

    ManualMailMatch(
            ReceivedMailRows rows,
            InboundSignals signals,
            InboundEffects effects,
            Persons persons,
            Tenancy tenancy,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.signals = signals;
        this.effects = effects;
        this.persons = persons;
        this.tenancy = tenancy;
        this.events = events;
    }

    /** Assigns an unmatched email to a person, named by address or number; its signal is recorded as if it had matched. */
    void assign(int workspace, long id, String text, String by) {
        tenancy.in(workspace, () -> {
            ReceivedMail mail = rows.lock(workspace, id);
            if (mail.state() != ReceivedState.UNMATCHED) {
                throw new BadInput("person", "This mail is somebody's already, or concerns nobody.");
            }
            Person person = find(workspace, text.strip())
                    .orElseThrow(() -> new BadInput(
                            "person",
                            "Nobody here has this address or number. Write the address of a person you know."));
            String reason = by.isEmpty() ? "Assigned through the API" : "Assigned by " + by;
            rows.assign(workspace, id, person.id(), reason);
            signals.record(workspace, id, mail, new MailMatch(ReceivedState.MATCHED, reason, null, person.id(), null));
            if (mail.optOut() == OptOutState.UNCLEAR) {
                effects.ask(workspace, person.id(), id, mail, addresses(person, mail));
            } else if (mail.isWritten()) {
                events.publishEvent(new ReplyReceived(workspace, person.id(), null));
            }
        });
    }

    /** The address that they have here, which need not be the one that they wrote from. */
    private static List<String> addresses(Person person, ReceivedMail mail) {
        return Stream.of(person.email(), mail.from())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private Optional<Person> find(int workspace, String text) {
        String address = EmailAddress.normal(text);
        if (address != null) {
            return persons.withKey(workspace, "e:" + address);
        }
        try {
            return Optional.of(persons.get(workspace, Long.parseLong(text)));
        } catch (NumberFormatException | NotFound _) {
            return Optional.empty();
        }
    }
}
