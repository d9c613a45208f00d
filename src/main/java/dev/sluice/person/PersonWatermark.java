package dev.sluice.person;

import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells whom nobody knew before some moment; people's numbers only grow. */
@Component
public class PersonWatermark {
    private final JdbcClient jdbc;

    PersonWatermark(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The moment now, to be given to {@link #since} later. */
    public long mark() {
        return jdbc.sql("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM person_number")
                .query(Long.class)
                .single();
    }

    /** How many of the people were not known at that moment. */
    public long since(long mark, Collection<Long> people) {
        return people.stream().filter(person -> person > mark).count();
    }
}
