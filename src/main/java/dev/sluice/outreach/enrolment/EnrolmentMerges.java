package dev.sluice.outreach.enrolment;

import dev.sluice.person.PeopleMerged;
import dev.sluice.person.Person;
import dev.sluice.person.PersonErased;
import dev.sluice.person.PersonSeparated;
import dev.sluice.person.Persons;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Follows people who are merged, separated again or erased: someone who is in a sequence twice goes on once. */
@Component
class EnrolmentMerges {
    private final EnrolmentPeopleRows rows;
    private final Persons persons;
    private final InstantSource clock;

    EnrolmentMerges(EnrolmentPeopleRows rows, Persons persons, InstantSource clock) {
        this.rows = rows;
        this.persons = persons;
        this.clock = clock;
    }

    @EventListener
    void on(PeopleMerged event) {
        Map<Long, Person> survivors = persons.all(event.workspace(), event.merged());
        if (!survivors.isEmpty()) {
            rows.move(event.workspace(), survivors, clock.instant());
        }
    }

    @EventListener
    void on(PersonSeparated event) {
        rows.separate(event.workspace(), event.person(), event.separate(), event.records());
    }

    @EventListener
    void on(PersonErased event) {
        rows.erase(event.workspace(), event.persons());
    }
}
