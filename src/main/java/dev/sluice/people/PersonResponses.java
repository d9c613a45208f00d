package dev.sluice.people;

import dev.sluice.funnel.Explanation;
import dev.sluice.person.Consents;
import dev.sluice.person.Erasure;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.person.Timeline;
import dev.sluice.platform.Time;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Standings;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What the API says of people. */
@Component
class PersonResponses {
    record CompanyResponse(long id, String name) {}

    /** Where a listed person stands; instants are ISO 8601. */
    @JsonNaming(SnakeCaseStrategy.class)
    record PersonStandingResponse(
            String funnel,
            @Nullable String stage,
            String outcome,
            @Nullable String reason,
            int fit,
            double engagement,
            @Nullable Instant enteredAt,
            List<String> flags) {}

    /** A person in a list. */
    @JsonNaming(SnakeCaseStrategy.class)
    record ScoreLine(
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

        static ScoreLine of(PeopleRows.PersonRow row, @Nullable DefinitionRun run) {
            return new ScoreLine(
                    row.id(),
                    row.identified(),
                    row.email(),
                    row.name(),
                    row.role(),
                    PersonResponses.company(row.company(), row.companyName()),
                    row.origin(),
                    row.createdAt(),
                    row.lastAt(),
                    run == null ? null : place(row, run));
        }

        private static PersonStandingResponse place(PeopleRows.PersonRow row, DefinitionRun run) {
            return new PersonStandingResponse(
                    run.definition().name(),
                    row.stage() < 0
                            ? null
                            : run.definition().stages().get(row.stage()).id(),
                    code(row.outcome()),
                    row.reason(),
                    row.fit(),
                    rounded(row.engagement()),
                    row.stage() < 0 ? null : row.enteredAt(),
                    row.flags());
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

    /** A signal of a timeline. */
    @JsonNaming(SnakeCaseStrategy.class)
    record TraitValue(
            UUID id,
            Instant at,
            Instant receivedAt,
            String kind,
            String subject,
            boolean human,
            @Nullable Source source,
            Map<String, Object> traits,
            Map<String, Object> data) {
        record Source(String kind, String name) {}

        static TraitValue of(Timeline.TimelineItem entry) {
            return new TraitValue(
                    entry.signal().id(),
                    entry.signal().at(),
                    entry.signal().receivedAt(),
                    entry.signal().kind(),
                    entry.signal().subject(),
                    entry.signal().human(),
                    entry.sourceName().isEmpty() ? null : new Source(entry.sourceKind(), entry.sourceName()),
                    new TreeMap<>(entry.signal().traits()),
                    new TreeMap<>(entry.signal().data()));
        }
    }

    /** A gate ahead: open, or held by what is missing. */
    record GateResponse(
            String stage,
            boolean open,
            List<Explanation.ConditionResult> met,
            List<Explanation.ConditionResult> missing,
            int line) {
        static GateResponse of(Explanation.GateExplanation gate) {
            return switch (gate) {
                case Explanation.GateExplanation.Passed it ->
                    new GateResponse(it.stage(), true, it.met(), List.of(), it.line());
                case Explanation.GateExplanation.Held it ->
                    new GateResponse(it.stage(), false, it.met(), it.missing(), it.line());
            };
        }
    }

    record FlagResponse(String flag, @Nullable Instant since, Explanation.ConditionResult part, int line) {}

    record FitResponse(int total, List<Explanation.FitLine> lines) {}

    record Engaged(double total, List<Explanation.EngagementLine> lines) {}

    /** Where a person stands in a funnel and why, as of now. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Stand(
            String funnel,
            int version,
            @Nullable String stage,
            @Nullable Instant enteredAt,
            String outcome,
            @Nullable String reason,
            Map<String, Instant> reached,
            FitResponse fit,
            Engaged engagement,
            List<GateResponse> gates,
            List<FlagResponse> flags,
            List<Explanation.Danger> dangers) {

        static Stand of(Standings.StagePlacement placed, long now) {
            Explanation why = placed.explanation();
            Map<String, Instant> reached = new java.util.LinkedHashMap<>();
            placed.standing().reached().forEach((stage, at) -> reached.put(stage, Time.instant(at)));
            return new Stand(
                    placed.run().definition().name(),
                    placed.run().version(),
                    placed.standing().stage(),
                    instant(placed.standing().enteredAt()),
                    code(placed.standing().outcome()),
                    placed.standing().reason(),
                    reached,
                    new FitResponse(why.fitTotal(), why.fit()),
                    new Engaged(rounded(placed.standing().engagement(now)), why.engagement()),
                    why.gates().stream().map(GateResponse::of).toList(),
                    why.flags().stream()
                            .map(flag -> new FlagResponse(flag.flag(), instant(flag.since()), flag.part(), flag.line()))
                            .toList(),
                    why.dangers());
        }
    }

    private final Persons persons;
    private final Consents consents;
    private final Erasure erasure;

    PersonResponses(Persons persons, Consents consents, Erasure erasure) {
        this.persons = persons;
        this.consents = consents;
        this.erasure = erasure;
    }

    PersonResponse whole(int workspace, Person person) {
        return new PersonResponse(
                person.id(),
                person.identified(),
                person.identifiedAt(),
                person.email(),
                person.userId(),
                person.name(),
                person.role(),
                person.phone(),
                company(person.company(), person.companyName()),
                person.origin(),
                person.firstTouch(),
                person.createdAt(),
                new TreeMap<>(person.traits()),
                persons.identities(workspace, person.id()),
                consents.of(workspace, person.id()),
                erasure.suppressed(workspace, person.email()));
    }

    private static @Nullable CompanyResponse company(@Nullable Long id, @Nullable String name) {
        return id == null || name == null ? null : new CompanyResponse(id, name);
    }

    private static String code(Enum<?> outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Instant instant(long micros) {
        return micros == 0 ? null : Time.instant(micros);
    }

    private static double rounded(double points) {
        return Math.round(points * 100) / 100.0;
    }
}
