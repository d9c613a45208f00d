package dev.sluice.people.search;

import dev.sluice.funnel.Standing.StandingOutcome;
import dev.sluice.person.Person;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.SignalLog;
import dev.sluice.signal.SignalLog.LatestSignal;
import dev.sluice.signal.kind.SignalSentences;
import dev.sluice.signal.kind.SignalSentences.SentenceTopic;
import dev.sluice.signal.values.JobTitle;
import dev.sluice.standing.DefinitionRun;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads people for lists, with their standing in a funnel and the last signal of each. */
@Component
public class PeopleRows {
    /** One line of a list; {@code stage} is -1 for none. */
    public record PersonRow(
            long id,
            boolean identified,
            @Nullable String name,
            @Nullable String email,
            @Nullable String role,
            @Nullable Long company,
            @Nullable String companyName,
            @Nullable String origin,
            @Nullable String source,
            Instant createdAt,
            int stage,
            StandingOutcome outcome,
            int fit,
            double engagement,
            @Nullable Instant enteredAt,
            @Nullable String reason,
            List<String> flags,
            @Nullable Instant lastAt,
            String lastText) {

        public String title() {
            return Person.title(id, identified, name, email);
        }

        /** The role as it is shown: "coo" is "COO". */
        public String shownRole() {
            return role == null ? "" : JobTitle.shown(role);
        }
    }

    /** The values that the filters of a list offer. */
    public record FilterChoices(List<String> origins, List<String> forms) {}

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final SignalLog log;
    private final InstantSource clock;
    private final SignalSentences sentences;

    PeopleRows(JdbcClient jdbc, Tenancy tenancy, SignalLog log, InstantSource clock, SignalSentences sentences) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.log = log;
        this.clock = clock;
        this.sentences = sentences;
    }

    /** The lines of these people, in their order. */
    List<PersonRow> rows(int workspace, @Nullable DefinitionRun run, List<Long> people) {
        Instant now = clock.instant();
        return tenancy.read(workspace, () -> {
            Map<Long, LatestSignal> latest = latest(workspace, people);
            Map<SentenceTopic, String> said = sentences.of(
                    workspace, latest.values().stream().map(PeopleRows::topic).toList());
            return jdbc.sql("""
                        SELECT p.id, p.identified_at IS NOT NULL AS is_identified, p.name, p.email, p.role, p.company_id,
                               p.company_name, p.origin, o.name AS source, p.created_at, coalesce(s.stage, -1) AS stage,
                               coalesce(s.outcome, 0) AS outcome, coalesce(s.fit, 0) AS fit, s.rank, s.entered_at,
                               s.reason, s.flags
                        FROM unnest(?::bigint[]) WITH ORDINALITY AS g(id, position)
                        JOIN shared_person p ON p.workspace_id = ? AND p.id = g.id
                        LEFT JOIN shared_source o ON o.workspace_id = p.workspace_id AND o.id = p.first_source_id
                        LEFT JOIN shared_standing s ON s.workspace_id = p.workspace_id AND s.run = ? AND s.person_id = p.id
                        ORDER BY g.position""")
                    .params(SqlArray.bigint(people), workspace, run == null ? 0 : run.id())
                    .query(Row.map(row -> person(row, latest.get(row.longValue("id")), said, run, now)))
                    .list();
        });
    }

    /** The newest signal of each of these people, or of a record merged into them. */
    private Map<Long, LatestSignal> latest(int workspace, List<Long> people) {
        Map<Long, Long> records = new HashMap<>();
        people.forEach(person -> records.put(person, person));
        jdbc.sql("SELECT id, merged_into FROM shared_person WHERE workspace_id = ? AND merged_into = ANY (?)")
                .params(workspace, SqlArray.bigint(people))
                .query(Row.each(row -> records.put(row.longValue("id"), row.longValue("merged_into"))));
        Map<Long, LatestSignal> latest = new HashMap<>();
        log.latest(workspace, records.keySet())
                .forEach((record, signal) -> latest.merge(
                        Objects.requireNonNull(records.get(record)),
                        signal,
                        (first, second) -> first.at().isBefore(second.at()) ? second : first));
        return latest;
    }

    public FilterChoices choices(int workspace, @Nullable DefinitionRun run) {
        return tenancy.read(workspace, () -> new FilterChoices(origins(workspace, run), forms(workspace)));
    }

    /** The distinct origins, one step of the index each. */
    private List<String> origins(int workspace, @Nullable DefinitionRun run) {
        return jdbc.sql("""
                        WITH RECURSIVE step AS (
                            (SELECT min(origin) AS origin FROM shared_standing WHERE workspace_id = ? AND run = ?)
                            UNION ALL
                            SELECT (SELECT min(s.origin) FROM shared_standing s
                                    WHERE s.workspace_id = ? AND s.run = ? AND s.origin > step.origin)
                            FROM step WHERE step.origin IS NOT NULL)
                        SELECT origin FROM step WHERE origin IS NOT NULL LIMIT 200""")
                .params(workspace, run == null ? 0 : run.id(), workspace, run == null ? 0 : run.id())
                .query(Row.map(row -> row.text("origin")))
                .list();
    }

    private List<String> forms(int workspace) {
        return jdbc.sql("SELECT slug FROM shared_form WHERE workspace_id = ? ORDER BY slug LIMIT 200")
                .param(workspace)
                .query(Row.map(row -> row.text("slug")))
                .list();
    }

    private static SentenceTopic topic(LatestSignal signal) {
        return new SentenceTopic(signal.kind(), signal.subject());
    }

    private static PersonRow person(
            Row row,
            @Nullable LatestSignal latest,
            Map<SentenceTopic, String> said,
            @Nullable DefinitionRun run,
            Instant now) {
        Double rank = row.optionalDouble("rank");
        return new PersonRow(
                row.longValue("id"),
                row.bool("is_identified"),
                row.optionalText("name"),
                row.optionalText("email"),
                row.optionalText("role"),
                row.optionalLong("company_id"),
                row.optionalText("company_name"),
                row.optionalText("origin"),
                row.optionalText("source"),
                row.instant("created_at"),
                row.intValue("stage"),
                StandingOutcome.values()[row.intValue("outcome")],
                row.intValue("fit"),
                rank == null || run == null ? 0 : EngagementRank.points(rank, run, now),
                row.optionalInstant("entered_at"),
                row.optionalText("reason"),
                row.texts("flags"),
                latest == null ? null : latest.at(),
                latest == null ? "" : said.getOrDefault(topic(latest), ""));
    }
}
