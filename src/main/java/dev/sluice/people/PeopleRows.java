package dev.sluice.people;

import dev.sluice.funnel.Standing.StandingOutcome;
import dev.sluice.person.Person;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.SignalKinds;
import dev.sluice.signal.SignalLog;
import dev.sluice.signal.SignalLog.LatestSignal;
import dev.sluice.standing.DefinitionRun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What lists show of people. */
@Component
class PeopleRows {
    /** One line of a list; {@code stage} is -1 for none. */
    record PersonRow(
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

        String title() {
            return Person.title(id, identified, name, email);
        }
    }

    /** What there is to choose a list by. */
    record FilterChoices(List<String> origins, List<String> forms) {}

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final SignalLog log;
    private final InstantSource clock;
    private final SignalKinds kinds;

    PeopleRows(JdbcClient jdbc, Tenancy tenancy, SignalLog log, InstantSource clock, SignalKinds kinds) {
        this.kinds = kinds;
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.log = log;
        this.clock = clock;
    }

    /** The lines of these people, in their order. */
    List<PersonRow> rows(int workspace, @Nullable DefinitionRun run, List<Long> people) {
        Instant now = clock.instant();
        return tenancy.read(workspace, () -> {
            Map<Long, LatestSignal> latest = latest(workspace, people);
            return jdbc.sql("""
                        SELECT p.id, p.identified_at IS NOT NULL, p.name, p.email, p.role, p.company_id, p.company_name,
                               p.origin, o.name, p.created_at, coalesce(s.stage, -1), coalesce(s.outcome, 0),
                               coalesce(s.fit, 0), s.rank, s.entered_at, s.reason, coalesce(s.flags, '{}')
                        FROM unnest(?::bigint[]) WITH ORDINALITY AS g(id, place)
                        JOIN shared_person p ON p.workspace_id = ? AND p.id = g.id
                        LEFT JOIN shared_source o ON o.workspace_id = p.workspace_id AND o.id = p.first_source_id
                        LEFT JOIN shared_standing s ON s.workspace_id = p.workspace_id AND s.run = ? AND s.person_id = p.id
                        ORDER BY g.place""")
                    .params(SqlArray.bigint(people), workspace, run == null ? 0 : run.id())
                    .query((row, number) -> row(row, latest.get(row.getLong(1)), run, now))
                    .list();
        });
    }

    /** What happened last to each of these people, or to a record merged into them. */
    private Map<Long, LatestSignal> latest(int workspace, List<Long> people) {
        Map<Long, Long> records = new HashMap<>();
        people.forEach(person -> records.put(person, person));
        jdbc.sql("SELECT id, merged_into FROM shared_person WHERE workspace_id = ? AND merged_into = ANY (?)")
                .params(workspace, SqlArray.bigint(people))
                .query(row -> {
                    records.put(row.getLong(1), row.getLong(2));
                });
        Map<Long, LatestSignal> latest = new HashMap<>();
        log.latest(workspace, records.keySet())
                .forEach((record, signal) -> latest.merge(
                        Objects.requireNonNull(records.get(record)),
                        signal,
                        (one, other) -> one.at().isBefore(other.at()) ? other : one));
        return latest;
    }

    FilterChoices choices(int workspace, @Nullable DefinitionRun run) {
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
                .query((row, number) -> row.getString(1))
                .list();
    }

    private List<String> forms(int workspace) {
        return jdbc.sql("SELECT slug FROM shared_form WHERE workspace_id = ? ORDER BY slug LIMIT 200")
                .param(workspace)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private PersonRow row(ResultSet row, @Nullable LatestSignal latest, @Nullable DefinitionRun run, Instant now)
            throws SQLException {
        double rank = row.getDouble(14);
        boolean placed = !row.wasNull();
        long company = row.getLong(6);
        boolean employed = !row.wasNull();
        return new PersonRow(
                row.getLong(1),
                row.getBoolean(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                employed ? (Long) company : null,
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getTimestamp(10).toInstant(),
                row.getInt(11),
                StandingOutcome.values()[row.getInt(12)],
                row.getInt(13),
                placed && run != null ? EngagementRank.points(rank, run, now) : 0,
                instant(row.getTimestamp(15)),
                row.getString(16),
                Arrays.asList((String[]) row.getArray(17).getArray()),
                latest == null ? null : latest.at(),
                latest == null ? "" : kinds.kind(latest.kind()).text(latest.subject()));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
