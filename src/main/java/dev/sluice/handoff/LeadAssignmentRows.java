package dev.sluice.handoff;

import dev.sluice.form.FormSignals;
import dev.sluice.handoff.routing.RoutingDecision;
import dev.sluice.platform.Json;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.signal.SignalLog;
import dev.sluice.standing.DefinitionRun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of leads in hands. */
@Component
public class LeadAssignmentRows {
    private static final String LEAD = """
            SELECT person_id, funnel_id, owner_id, team, stage, state, since, next_at, next_what, flags FROM lead_assignment
            """;

    private final JdbcClient jdbc;
    private final SignalLog log;

    LeadAssignmentRows(JdbcClient jdbc, SignalLog log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    Map<Long, LeadAssignment> of(int workspace, int funnel, Collection<Long> people) {
        Map<Long, LeadAssignment> leads = new HashMap<>();
        jdbc.sql(
                        LEAD
                                + "WHERE workspace_id = ? AND funnel_id = ? AND person_id = ANY (?) ORDER BY person_id FOR UPDATE")
                .params(workspace, funnel, SqlArray.bigint(people))
                .query(LeadAssignmentRows::lead)
                .list()
                .forEach(lead -> leads.put(lead.person(), lead));
        return leads;
    }

    /** Which of these people are in somebody's hands. */
    Set<Long> held(int workspace, Collection<Long> people) {
        return Set.copyOf(jdbc.sql(
                        "SELECT DISTINCT person_id FROM lead_assignment WHERE workspace_id = ? AND person_id = ANY (?)")
                .params(workspace, SqlArray.bigint(people))
                .query((row, number) -> row.getLong(1))
                .list());
    }

    /** The leads of one person, in every funnel. */
    public List<LeadAssignment> of(int workspace, long person) {
        return jdbc.sql(LEAD + "WHERE workspace_id = ? AND person_id = ? ORDER BY funnel_id")
                .params(workspace, person)
                .query(LeadAssignmentRows::lead)
                .list();
    }

    /** Everything that somebody has in hands, the oldest first. */
    public List<LeadAssignment> ofOwner(int workspace, int owner) {
        return jdbc.sql(LEAD + "WHERE workspace_id = ? AND owner_id = ? ORDER BY person_id FOR UPDATE")
                .params(workspace, owner)
                .query(LeadAssignmentRows::lead)
                .list();
    }

    private static LeadAssignment lead(ResultSet row, int number) throws SQLException {
        return new LeadAssignment(
                row.getLong(1),
                row.getInt(2),
                row.getObject(3, Integer.class),
                row.getString(4),
                row.getString(5),
                LeadAssignment.AssignmentState.of(row.getString(6)),
                row.getTimestamp(7).toInstant(),
                row.getTimestamp(8).toInstant(),
                row.getString(9),
                Set.copyOf(Arrays.asList((String[]) row.getArray(10).getArray())));
    }

    /** The limit of a new lead is its {@code nextAt}, until {@link #next} finds something earlier. */
    void insert(int workspace, List<LeadAssignment> leads) {
        jdbc.sql("""
                        INSERT INTO lead_assignment (workspace_id, person_id, funnel_id, owner_id, team, stage, state,
                                                     since, limit_at, next_at, next_what, flags)
                        SELECT ?, u.person, u.funnel, u.owner::integer, u.team, u.stage, u.state,
                               to_timestamp(u.since::float8 / 1e6), to_timestamp(u.until::float8 / 1e6),
                               to_timestamp(u.until::float8 / 1e6), '', u.flags::text[]
                        FROM unnest(?::bigint[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                                    ?::bigint[], ?::text[])
                            AS u(person, funnel, owner, team, stage, state, since, until, flags)
                        ON CONFLICT DO NOTHING""")
                .params(
                        workspace,
                        people(leads),
                        SqlArray.integer(
                                leads.stream().mapToInt(LeadAssignment::funnel).toArray()),
                        SqlArray.text(
                                leads.stream().map(lead -> text(lead.owner())).toArray(String[]::new)),
                        texts(leads, LeadAssignment::team),
                        texts(leads, LeadAssignment::stage),
                        texts(leads, lead -> lead.state().code()),
                        SqlArray.bigint(leads.stream()
                                .map(lead -> Time.micros(lead.since()))
                                .toList()),
                        SqlArray.bigint(leads.stream()
                                .map(lead -> Time.micros(lead.nextAt()))
                                .toList()),
                        texts(leads, LeadAssignmentRows::flags))
                .update();
    }

    /** Writes assignments down for ever. */
    void note(
            int workspace,
            DefinitionRun run,
            List<LeadAssignment> leads,
            List<RoutingDecision> assigned,
            String cause,
            @Nullable Integer by,
            Instant now) {
        jdbc.sql("""
                        INSERT INTO assignment (workspace_id, person_id, funnel_id, at, owner_id, team, cause, rule, line,
                                                version, by_user, candidates)
                        SELECT ?, u.person, ?, ?, u.owner::integer, u.team, ?, u.rule, u.line, ?, ?::integer, u.candidates::jsonb
                        FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[])
                            AS u(person, owner, team, rule, line, candidates)""")
                .param(workspace)
                .param(run.funnel())
                .param(Timestamp.from(now))
                .param(cause)
                .param(run.version())
                .param(text(by))
                .param(people(leads))
                .param(SqlArray.text(
                        assigned.stream().map(one -> text(one.owner())).toArray(String[]::new)))
                .param(SqlArray.text(
                        assigned.stream().map(RoutingDecision::team).toList()))
                .param(SqlArray.text(
                        assigned.stream().map(RoutingDecision::rule).toList()))
                .param(SqlArray.integer(
                        assigned.stream().mapToInt(RoutingDecision::line).toArray()))
                .param(SqlArray.text(assigned.stream()
                        .map(one -> Json.write(one.candidates()))
                        .toList()))
                .update();
    }

    /** Writes down where these stand now; {@code nextAt} is the limit of their stage. */
    void move(int workspace, List<LeadAssignment> leads) {
        jdbc.sql("""
                        UPDATE lead_assignment l SET stage = u.stage, state = u.state,
                            since = to_timestamp(u.since::float8 / 1e6), limit_at = to_timestamp(u.until::float8 / 1e6),
                            flags = u.flags::text[]
                        FROM unnest(?::bigint[], ?::int[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[])
                            AS u(person, funnel, stage, state, since, until, flags)
                        WHERE l.workspace_id = ? AND l.person_id = ANY (?) AND l.person_id = u.person
                          AND l.funnel_id = u.funnel""")
                .params(
                        people(leads),
                        SqlArray.integer(
                                leads.stream().mapToInt(LeadAssignment::funnel).toArray()),
                        texts(leads, LeadAssignment::stage),
                        texts(leads, lead -> lead.state().code()),
                        SqlArray.bigint(leads.stream()
                                .map(lead -> Time.micros(lead.since()))
                                .toList()),
                        SqlArray.bigint(leads.stream()
                                .map(lead -> Time.micros(lead.nextAt()))
                                .toList()),
                        texts(leads, LeadAssignmentRows::flags),
                        workspace,
                        people(leads))
                .update();
    }

    private static SqlArray people(List<LeadAssignment> leads) {
        return SqlArray.bigint(leads.stream().map(LeadAssignment::person).toList());
    }

    private static SqlArray texts(List<LeadAssignment> leads, Function<LeadAssignment, String> text) {
        return SqlArray.text(leads.stream().map(text).toList());
    }

    private static String flags(LeadAssignment lead) {
        return "{" + String.join(",", lead.flags()) + "}";
    }

    void own(int workspace, LeadAssignment lead, @Nullable Integer owner, String team) {
        jdbc.sql("""
                        UPDATE lead_assignment SET owner_id = ?::integer, team = ?
                        WHERE workspace_id = ? AND person_id = ? AND funnel_id = ?""")
                .param(text(owner))
                .param(team)
                .param(workspace)
                .param(lead.person())
                .param(lead.funnel())
                .update();
    }

    /**
     * What is next, and when anything is due first: what the lead has answered goes before a running clock, an open
     * task and the stage's limit, of which the earliest counts. A reply never makes an overdue lead look on time.
     */
    void next(int workspace, Collection<Long> people) {
        SqlArray ids = SqlArray.bigint(people);
        jdbc.sql("""
                        UPDATE lead_assignment l SET next_at = n.at, next_what = n.what
                        FROM (SELECT DISTINCT ON (u.person_id) u.person_id, u.what,
                                     min(u.at) OVER (PARTITION BY u.person_id) AS at FROM (
                                SELECT person_id, due_at AS at, 'Answer the lead' AS what, false AS reply
                                FROM response_clock
                                WHERE workspace_id = ? AND person_id = ANY (?) AND met_at IS NULL AND ended_at IS NULL
                                UNION ALL
                                SELECT person_id, due_at, what, kind = 'respond' FROM task
                                WHERE workspace_id = ? AND person_id = ANY (?) AND done_at IS NULL
                                UNION ALL
                                SELECT person_id, limit_at, 'Decide: move on, or give back', false FROM lead_assignment
                                WHERE workspace_id = ? AND person_id = ANY (?)) u
                              ORDER BY u.person_id, u.reply DESC, u.at) n
                        WHERE l.workspace_id = ? AND l.person_id = ANY (?) AND l.person_id = n.person_id""")
                .params(workspace, ids, workspace, ids, workspace, ids, workspace, ids)
                .update();
    }

    /** Sales has said yes or no to a lead that was offered, or no to one it had accepted; returns the owners. */
    List<Integer> answered(int workspace, long person, String answer, @Nullable String reason, Instant at) {
        return jdbc
                .sql("""
                        WITH told AS (
                            UPDATE lead_assignment SET answered_at = ?
                            WHERE workspace_id = ? AND person_id = ? AND (answered_at IS NULL OR ? = 'rejected')
                            RETURNING workspace_id, person_id, funnel_id, owner_id, since),
                        noted AS (
                            INSERT INTO handoff_answer (workspace_id, person_id, funnel_id, owner_id, offered_at, answer,
                                                        reason, at, form)
                            SELECT workspace_id, person_id, funnel_id, owner_id, since, ?, ?, ?, ? FROM told)
                        SELECT owner_id FROM told""")
                .param(Timestamp.from(at))
                .param(workspace)
                .param(person)
                .param(answer)
                .param(answer)
                .param(reason)
                .param(Timestamp.from(at))
                .param(forms(workspace, List.of(person), at).get(person))
                .query((row, number) -> row.getObject(1, Integer.class))
                .list()
                .stream()
                .filter(Objects::nonNull)
                .toList();
    }

    /** Leads that leave sales' hands while nobody has said yes or no to them. */
    void ignored(int workspace, int funnel, Collection<Long> people, Instant now) {
        Map<Long, String> forms = forms(workspace, people, now);
        jdbc.sql("""
                        INSERT INTO handoff_answer (workspace_id, person_id, funnel_id, owner_id, offered_at, answer, at,
                                                    form)
                        SELECT l.workspace_id, l.person_id, l.funnel_id, l.owner_id, l.since, 'ignored', ?,
                               (SELECT f.slug FROM unnest(?::bigint[], ?::text[]) AS f(person, slug)
                                WHERE f.person = l.person_id)
                        FROM lead_assignment l
                        WHERE l.workspace_id = ? AND l.funnel_id = ? AND l.person_id = ANY (?) AND l.state = 'offered'
                          AND l.answered_at IS NULL""")
                .params(Timestamp.from(now), SqlArray.bigint(forms.keySet()), SqlArray.text(forms.values()))
                .params(workspace, funnel, SqlArray.bigint(people))
                .update();
    }

    /** The form that each of these people sent last up to then; someone who sent none is not in it. */
    private Map<Long, String> forms(int workspace, Collection<Long> people, Instant until) {
        Map<Long, String> forms = new LinkedHashMap<>();
        log.latestOf(workspace, people, FormSignals.SUBMITTED.name(), until)
                .forEach((person, signal) -> forms.put(person, signal.subject()));
        return forms;
    }

    /** Returns those whose lists have become shorter. */
    Set<Integer> remove(int workspace, int funnel, Collection<Long> people) {
        return owners(jdbc.sql(
                        "DELETE FROM lead_assignment WHERE workspace_id = ? AND funnel_id = ? AND person_id = ANY (?) RETURNING owner_id")
                .params(workspace, funnel, SqlArray.bigint(people)));
    }

    /** Whoever was merged into one of these people is nobody's lead any more; returns what was taken out of hands. */
    List<LeadAssignment> takeOutMerged(int workspace, Collection<Long> survivors) {
        return jdbc.sql("""
                        DELETE FROM lead_assignment l USING report_merged m
                        WHERE l.workspace_id = ? AND m.workspace_id = ? AND m.merged_into = ANY (?) AND l.person_id = m.id
                        RETURNING l.person_id, l.funnel_id, l.owner_id, l.team, l.stage, l.state, l.since, l.next_at,
                                  l.next_what, l.flags""")
                .params(workspace, workspace, SqlArray.bigint(survivors))
                .query(LeadAssignmentRows::lead)
                .list();
    }

    private static Set<Integer> owners(JdbcClient.StatementSpec deleted) {
        Set<Integer> owners = new HashSet<>();
        deleted.query(row -> {
            Integer owner = row.getObject(1, Integer.class);
            if (owner != null) {
                owners.add(owner);
            }
        });
        return owners;
    }

    void erase(int workspace, Collection<Long> people) {
        for (String table :
                List.of("lead_assignment", "assignment", "handoff_answer", "response_clock", "task", "incident")) {
            jdbc.sql("DELETE FROM " + table + " WHERE workspace_id = ? AND person_id = ANY (?)")
                    .params(workspace, SqlArray.bigint(people))
                    .update();
        }
    }

    private static @Nullable String text(@Nullable Integer number) {
        return number == null ? null : number.toString();
    }
}
