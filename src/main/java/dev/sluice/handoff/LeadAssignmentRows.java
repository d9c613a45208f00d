package dev.sluice.handoff;

import dev.sluice.platform.database.Columns;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of assigned leads. */
@Component
class LeadAssignmentRows {
    private static final String LEAD = """
            SELECT person_id, funnel_id, owner_id, team, stage, state, since, next_at, next_what, flags FROM lead_assignment
            """;

    private final JdbcClient jdbc;

    LeadAssignmentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<Long, LeadAssignment> of(int workspace, int funnel, Collection<Long> people) {
        Map<Long, LeadAssignment> leads = new HashMap<>();
        jdbc.sql(
                        LEAD
                                + "WHERE workspace_id = ? AND funnel_id = ? AND person_id = ANY (?) ORDER BY person_id FOR UPDATE")
                .params(workspace, funnel, SqlArray.bigint(people))
                .query(Row.map(LeadAssignmentRows::lead))
                .list()
                .forEach(lead -> leads.put(lead.person(), lead));
        return leads;
    }

    /** Which of these people are assigned. */
    Set<Long> held(int workspace, Collection<Long> people) {
        return Set.copyOf(jdbc.sql(
                        "SELECT DISTINCT person_id FROM lead_assignment WHERE workspace_id = ? AND person_id = ANY (?)")
                .params(workspace, SqlArray.bigint(people))
                .query(Row.map(row -> row.longValue("person_id")))
                .list());
    }

    /** The leads of one person, in every funnel. */
    public List<LeadAssignment> of(int workspace, long person) {
        return jdbc.sql(LEAD + "WHERE workspace_id = ? AND person_id = ? ORDER BY funnel_id")
                .params(workspace, person)
                .query(Row.map(LeadAssignmentRows::lead))
                .list();
    }

    /** All leads of an owner, locked. */
    public List<LeadAssignment> ofOwner(int workspace, int owner) {
        return jdbc.sql(LEAD + "WHERE workspace_id = ? AND owner_id = ? ORDER BY person_id FOR UPDATE")
                .params(workspace, owner)
                .query(Row.map(LeadAssignmentRows::lead))
                .list();
    }

    /** The leads that no member of the workspace owns, locked. */
    List<LeadAssignment> unowned(int workspace, int funnel, int limit) {
        return jdbc.sql(LEAD + """
                        l WHERE workspace_id = :w AND funnel_id = :funnel
                          AND NOT EXISTS (SELECT FROM shared_member m WHERE m.workspace_id = :w AND m.user_id = l.owner_id)
                        ORDER BY person_id LIMIT :limit FOR UPDATE OF l""")
                .param("w", workspace)
                .param("funnel", funnel)
                .param("limit", limit)
                .query(Row.map(LeadAssignmentRows::lead))
                .list();
    }

    private static LeadAssignment lead(Row row) {
        return new LeadAssignment(
                row.longValue("person_id"),
                row.intValue("funnel_id"),
                row.optionalInt("owner_id"),
                row.text("team"),
                row.text("stage"),
                row.constant("state", LeadAssignment.AssignmentState.class),
                row.instant("since"),
                row.instant("next_at"),
                row.text("next_what"),
                Set.copyOf(row.texts("flags")));
    }

    /** The limit of a new lead is its {@code nextAt}, until {@link #next} finds something earlier. */
    void insert(int workspace, List<LeadAssignment> leads) {
        columns(leads)
                .integer("owner", LeadAssignment::owner)
                .text("team", LeadAssignment::team)
                .statement(jdbc, """
                        INSERT INTO lead_assignment (workspace_id, person_id, funnel_id, owner_id, team, stage, state,
                                                     since, limit_at, next_at, next_what, flags)
                        SELECT :workspace, u.person, u.funnel, u.owner, u.team, u.stage, u.state, u.since, u.until,
                               u.until, '', u.flags::text[]
                        FROM unnest(:u)
                        ON CONFLICT DO NOTHING""")
                .param("workspace", workspace)
                .update();
    }

    /** Saves the stage, state and flags of these leads; {@code nextAt} is the limit of their stage. */
    void move(int workspace, List<LeadAssignment> leads) {
        columns(leads)
                .statement(jdbc, """
                        UPDATE lead_assignment l SET stage = u.stage, state = u.state, since = u.since, limit_at = u.until,
                            flags = u.flags::text[]
                        FROM unnest(:u)
                        WHERE l.workspace_id = :workspace AND l.person_id = ANY (:people) AND l.person_id = u.person
                          AND l.funnel_id = u.funnel""")
                .param("workspace", workspace)
                .param(
                        "people",
                        SqlArray.bigint(
                                leads.stream().map(LeadAssignment::person).toList()))
                .update();
    }

    private static Columns<LeadAssignment> columns(List<LeadAssignment> leads) {
        return Columns.of(leads)
                .bigint("person", LeadAssignment::person)
                .integer("funnel", LeadAssignment::funnel)
                .text("stage", LeadAssignment::stage)
                .text("state", lead -> lead.state().code())
                .timestamptz("since", LeadAssignment::since)
                .timestamptz("until", LeadAssignment::nextAt)
                .text("flags", lead -> "{" + String.join(",", lead.flags()) + "}");
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
     * Sets the next step and when it is due: a reply to answer goes before a running clock, an open task and the stage's
     * limit, of which the earliest counts. A reply never makes an overdue lead look on time.
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
                                SELECT person_id, due_at, what, kind = 'respond' FROM next_step
                                WHERE workspace_id = ? AND person_id = ANY (?) AND done_at IS NULL
                                UNION ALL
                                SELECT person_id, limit_at, 'Decide: move on, or give back', false FROM lead_assignment
                                WHERE workspace_id = ? AND person_id = ANY (?)) u
                              ORDER BY u.person_id, u.reply DESC, u.at) n
                        WHERE l.workspace_id = ? AND l.person_id = ANY (?) AND l.person_id = n.person_id""")
                .params(workspace, ids, workspace, ids, workspace, ids, workspace, ids)
                .update();
    }

    /** Takes a lead that was rejected off Today before the rejection is folded; returns its owners. */
    Set<Integer> hide(int workspace, long person, Instant now) {
        return owners(jdbc.sql(
                        "UPDATE lead_assignment SET rejected_at = ? WHERE workspace_id = ? AND person_id = ? RETURNING owner_id")
                .params(Timestamp.from(now), workspace, person));
    }

    /** Returns the owners of the leads. */
    Set<Integer> remove(int workspace, int funnel, Collection<Long> people) {
        return owners(jdbc.sql(
                        "DELETE FROM lead_assignment WHERE workspace_id = ? AND funnel_id = ? AND person_id = ANY (?) RETURNING owner_id")
                .params(workspace, funnel, SqlArray.bigint(people)));
    }

    /** Removes the leads of people who were merged into these, and returns them. */
    List<LeadAssignment> removeMerged(int workspace, Collection<Long> survivors) {
        return jdbc.sql("""
                        DELETE FROM lead_assignment l USING report_merged m
                        WHERE l.workspace_id = ? AND m.workspace_id = ? AND m.merged_into = ANY (?) AND l.person_id = m.id
                        RETURNING l.person_id, l.funnel_id, l.owner_id, l.team, l.stage, l.state, l.since, l.next_at,
                                  l.next_what, l.flags""")
                .params(workspace, workspace, SqlArray.bigint(survivors))
                .query(Row.map(LeadAssignmentRows::lead))
                .list();
    }

    private static Set<Integer> owners(JdbcClient.StatementSpec deleted) {
        Set<Integer> owners = new HashSet<>();
        deleted.query(Row.each(row -> {
            Integer owner = row.optionalInt("owner_id");
            if (owner != null) {
                owners.add(owner);
            }
        }));
        return owners;
    }

    /**
     * Removes flagged leads without a running clock or an open task; returns the owner of each.
     *
     * @param people null for everyone
     * @param rejected people whose leads are removed even so
     */
    Map<Long, @Nullable Integer> removeReviewed(int workspace, @Nullable Collection<Long> people, Set<Long> rejected) {
        Map<Long, @Nullable Integer> owners = new HashMap<>();
        jdbc.sql("""
                        DELETE FROM lead_assignment l
                        WHERE workspace_id = :w AND state = 'flagged' AND (:all OR person_id = ANY (:people))
                          AND (person_id = ANY (:rejected)
                               OR NOT EXISTS (SELECT FROM response_clock WHERE workspace_id = :w AND person_id = l.person_id
                                              AND met_at IS NULL AND ended_at IS NULL)
                               AND NOT EXISTS (SELECT FROM next_step WHERE workspace_id = :w AND person_id = l.person_id
                                               AND done_at IS NULL))
                        RETURNING person_id, owner_id""")
                .param("w", workspace)
                .param("all", people == null)
                .param("people", SqlArray.bigint(people == null ? List.of() : people))
                .param("rejected", SqlArray.bigint(rejected))
                .query(Row.each(row -> owners.put(row.longValue("person_id"), row.optionalInt("owner_id"))));
        return owners;
    }

    /** The owners of those of these people who have one; of several funnels, that of the latest assignment. */
    Map<Long, Integer> owners(int workspace, Collection<Long> people) {
        Map<Long, Integer> owners = new HashMap<>();
        jdbc.sql("""
                        SELECT person_id, owner_id FROM lead_assignment
                        WHERE workspace_id = ? AND person_id = ANY (?) AND owner_id IS NOT NULL ORDER BY since""")
                .params(workspace, SqlArray.bigint(people))
                .query(Row.each(row -> owners.put(row.longValue("person_id"), row.intValue("owner_id"))));
        return owners;
    }

    void erase(int workspace, Collection<Long> people) {
        for (String table :
                List.of("lead_assignment", "assignment", "handoff_answer", "response_clock", "next_step", "incident")) {
            jdbc.sql("DELETE FROM " + table + " WHERE workspace_id = ? AND person_id = ANY (?)")
                    .params(workspace, SqlArray.bigint(people))
                    .update();
        }
    }

    private static @Nullable String text(@Nullable Integer number) {
        return number == null ? null : number.toString();
    }
}
