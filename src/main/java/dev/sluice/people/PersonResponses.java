package dev.sluice.people;

import dev.sluice.person.Consents;
import dev.sluice.person.Erasure;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Puts together what the API says of one person. */
@Component
class PersonResponses {
    record CompanyResponse(long id, String name) {
        static @Nullable CompanyResponse of(@Nullable Long id, @Nullable String name) {
            return id == null || name == null ? null : new CompanyResponse(id, name);
        }
    }

    /** Everything about one person but their history. */
    @JsonNaming(SnakeCaseStrategy.class)
    record PersonResponse(
            long id,
            boolean identified,
            @Nullable Instant identifiedAt,
            @Nullable String email,
            @Nullable String userId,
            @Nullable String name,
            @Nullable String role,
            @Nullable String phone,
            @Nullable CompanyResponse company,
            @Nullable String origin,
            Map<String, Object> firstTouch,
            Instant createdAt,
            Map<String, Object> traits,
            List<Persons.PersonIdentity> identities,
            List<Consents.ConsentEntry> consents,
            boolean suppressed) {}

    private final Persons persons;
    private final Consents consents;
    private final Erasure erasure;

    PersonResponses(Persons persons, Consents consents, Erasure erasure) {
        this.persons = persons;
        this.consents = consents;
        this.erasure = erasure;
    }

    PersonResponse full(int workspace, Person person) {
        return new PersonResponse(
                person.id(),
                person.identified(),
                person.identifiedAt(),
                person.email(),
                person.userId(),
                person.name(),
                person.role(),
                person.phone(),
                CompanyResponse.of(person.company(), person.companyName()),
                person.origin(),
                person.firstTouch(),
                person.createdAt(),
                new TreeMap<>(person.traits()),
                persons.identities(workspace, person.id()),
                consents.of(workspace, person.id()),
                erasure.suppressed(workspace, person.email()));
    }
}
