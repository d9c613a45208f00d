package dev.sluice.people;

import dev.sluice.funnel.Explanation;
import dev.sluice.person.Consents;
import dev.sluice.person.Erasure;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.person.Timeline;
import dev.sluice.platform.Time;
import dev.sluice.standing.Run;
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
class PersonAnswers {
    record Company(long id, String name) {}

    /** Where a listed person stands; instants are ISO 8601. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Place(
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
    record Line(
            long id,
            boolean identified,
            @Nullable String email,
            @Nullable String name,
            @Nullable String role,
            @Nullable Company company,
            @Nullable String origin,
            Instant createdAt,
            @Nullable Instant lastActivityAt,
            @Nullable Place standing) {

        static Line of(PeopleRows.Row row, @Nullable Run run) {
            return new Line(
                    row.id(),
                    row.identified(),
                    row.email(),
                    row.name(),
                    row.role(),
                    PersonAnswers.company(row.company(), row.companyName()),
                    row.origin(),
                    row.createdAt(),
                    row.lastAt(),
                    run == null ? null : place(row, run));
        }

        private static Place place(PeopleRows.Row row, Run run) {
            return new Place(
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
    record Whole(
            long id,
            boolean identified,
            @Nullable Instant identifiedAt,
            @Nullable String email,
            @Nullable String userId,
            @Nullable String name,
            @Nullable String role,
            @Nullable String phone,
            @Nullable Company company,
            @Nullable String origin,
            Map<String, Object> firstTouch,
            Instant createdAt,
            Map<String, Object> traits,
            List<Persons.Identity> identities,
            List<Consents.Consent> consents,
            boolean suppressed) {}

    /** A signal of a timeline. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Told(
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

        static Told of(Timeline.Entry entry) {
            return new Told(
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
    record Gate(String stage, boolean open, List<Explanation.Part> met, List<Explanation.Part> missing, int line) {
        static Gate of(Explanation.Gate gate) {
            return switch (gate) {
                case Explanation.Gate.Passed it -> new Gate(it.stage(), true, it.met(), List.of(), it.line());
                case Explanation.Gate.Held it -> new Gate(it.stage(), false, it.met(), it.missing(), it.line());
            };
        }
    }

    record Flag(String flag, @Nullable Instant since, Explanation.Part part, int line) {}

    record Fit(int total, List<Explanation.FitLine> lines) {}

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
            Fit fit,
            Engaged engagement,
            List<Gate> gates,
            List<Flag> flags,
            List<Explanation.Danger> dangers) {

        static Stand of(Standings.Placed placed, long now) {
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
                    new Fit(why.fitTotal(), why.fit()),
                    new Engaged(rounded(placed.standing().engagement(now)), why.engagement()),
                    why.gates().stream().map(Gate::of).toList(),
                    why.flags().stream()
                            .map(flag -> new Flag(flag.flag(), instant(flag.since()), flag.part(), flag.line()))
                            .toList(),
                    why.dangers());
        }
    }

    private final Persons persons;
    private final Consents consents;
    private final Erasure erasure;

    PersonAnswers(Persons persons, Consents consents, Erasure erasure) {
        this.persons = persons;
        this.consents = consents;
        this.erasure = erasure;
    }

    Whole whole(int workspace, Person person) {
        return new Whole(
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

    private static @Nullable Company company(@Nullable Long id, @Nullable String name) {
        return id == null || name == null ? null : new Company(id, name);
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
