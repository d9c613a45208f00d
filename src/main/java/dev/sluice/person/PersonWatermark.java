package dev.sluice.person;

import java.util.Collection;
import org.springframework.stereotype.Component;

/** Separates people that are new since some moment from older ones; the numbers of people only grow. */
@Component
public class PersonWatermark {
    private final PersonRows rows;

    PersonWatermark(PersonRows rows) {
        this.rows = rows;
    }

    /** The position of this moment, for {@link #since} later. */
    public long mark() {
        return rows.lastNumber();
    }

    /** How many of the people are newer than that moment. */
    public long since(long position, Collection<Long> people) {
        return people.stream().filter(person -> person > position).count();
    }
}
