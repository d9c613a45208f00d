package dev.sluice.people;

import dev.sluice.consent.SendPermissions;
import dev.sluice.consent.SendPermissions.PermissionQuery;
import dev.sluice.consent.SuppressionReason;
import dev.sluice.person.Consents;
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
            boolean suppressed,
            @Nullable SuppressionResponse suppression) {}

    /**
     * Why marketing email may not be sent to a person.
     *
     * @param reason such as "unsubscribed", "bounced" or "no_consent"
     * @param allEmail whether it also stops answers and one-to-one email
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record SuppressionResponse(String reason, String text, boolean allEmail) {
        static @Nullable SuppressionResponse of(@Nullable SuppressionReason reason) {
            return reason == null
                    ? null
                    : new SuppressionResponse(reason.code(), reason.sentence(), reason.stops(false));
        }
    }

    private final Persons persons;
    private final Consents consents;
    private final SendPermissions permissions;

    PersonResponses(Persons persons, Consents consents, SendPermissions permissions) {
        this.persons = persons;
        this.consents = consents;
        this.permissions = permissions;
    }

    PersonResponse full(int workspace, Person person) {
        String address = person.email();
        SuppressionReason refused = address == null
                ? null
                : permissions.refused(workspace, new PermissionQuery(person.id(), address, true));
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
                refused != null,
                SuppressionResponse.of(refused));
    }
}
