package dev.sluice.people;

import dev.sluice.people.PersonResponses.CompanyResponse;
import dev.sluice.people.search.PeopleRows.PersonRow;
import dev.sluice.standing.DefinitionRun;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A person in a list of the API; instants are ISO 8601. */
@JsonNaming(SnakeCaseStrategy.class)
record PersonSummary(
        long id,
        boolean identified,
        @Nullable String email,
        @Nullable String name,
        @Nullable String role,
        @Nullable CompanyResponse company,
        @Nullable String origin,
        Instant createdAt,
        @Nullable Instant lastActivityAt,
        @Nullable PersonStandingResponse standing) {
    /** The place of a listed person in the funnel of the list. */
    @JsonNaming(SnakeCaseStrategy.class)
    record PersonStandingResponse(
            String funnel,
            @Nullable String stage,
            String outcome,
            @Nullable String reason,
            int fit,
            double engagement,
            @Nullable Instant enteredAt,
            List<String> flags) {
        static PersonStandingResponse of(PersonRow row, DefinitionRun run) {
            return new PersonStandingResponse(
                    run.definition().name(),
                    row.stage() < 0
                            ? null
                            : run.definition().stages().get(row.stage()).id(),
                    row.outcome().name().toLowerCase(Locale.ROOT),
                    row.reason(),
                    row.fit(),
                    Math.round(row.engagement() * 100) / 100.0,
                    row.stage() < 0 ? null : row.enteredAt(),
                    row.flags());
        }
    }

    static PersonSummary of(PersonRow row, @Nullable DefinitionRun run) {
        return new PersonSummary(
                row.id(),
                row.identified(),
                row.email(),
                row.name(),
                row.role(),
                CompanyResponse.of(row.company(), row.companyName()),
                row.origin(),
                row.createdAt(),
                row.lastAt(),
                run == null ? null : PersonStandingResponse.of(row, run));
    }
}
