package dev.sluice.deal.board;

import dev.sluice.person.EmailAddress;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import org.springframework.stereotype.Component;

/** Finds the person that a form names by email address. */
@Component
class ContactLookup {
    private final Persons persons;

    ContactLookup(Persons persons) {
        this.persons = persons;
    }

    long byEmail(int workspace, String email) {
        String normal = EmailAddress.normal(email);
        if (normal == null) {
            throw new BadInput("email", "Write an e-mail address like name@example.com.");
        }
        return persons.withKey(workspace, "e:" + normal)
                .orElseThrow(() -> new BadInput("email", "Nobody is known by this address yet; add the person first."))
                .id();
    }

    /** The same, for fields that have a person's number or email address. */
    long byNumberOrEmail(int workspace, String text) {
        return text.matches("[0-9]{1,18}")
                ? persons.get(workspace, Long.parseLong(text)).id()
                : byEmail(workspace, text);
    }
}
