package dev.sluice.person;

import java.util.List;
import org.springframework.stereotype.Component;

/** Describes the person that an undone merge made two again, with their records and addresses. */
@Component
class Separations {
    private final PersonProfileRows profiles;
    private final IdentityLookupRows identities;

    Separations(PersonProfileRows profiles, IdentityLookupRows identities) {
        this.profiles = profiles;
        this.identities = identities;
    }

    PersonSeparated of(int workspace, long person, long separate) {
        List<Long> records = profiles.group(workspace, separate);
        List<String> addresses = identities.keys(workspace, records).stream()
                .filter(key -> key.startsWith("e:"))
                .map(key -> key.substring(2))
                .toList();
        return new PersonSeparated(workspace, person, separate, records, addresses);
    }
}
