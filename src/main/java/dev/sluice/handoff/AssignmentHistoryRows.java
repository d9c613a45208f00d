package dev.sluice.handoff;

import dev.sluice.handoff.routing.RoutingDecision;
import dev.sluice.platform.Json;
import dev.sluice.platform.database.Columns;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.standing.DefinitionRun;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the record of all assignments. */
@Component
class AssignmentHistoryRows {
    private static final int MAX_SHOWN = 50;

    private final JdbcClient jdbc;

    AssignmentHistoryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A lead, the decision that assigns it, and from when it belongs to its owner. */
    record RoutedLead(long person, RoutingDecision decision, Instant since) {}

    /** Why leads are assigned, by whom (null for routing), and when. */
    record AssignmentCause(String cause, @Nullable Integer by, Instant at) {}

    void insert(int workspace, DefinitionRun run, List<RoutedLead> leads, AssignmentCause cause) {
        Columns.of(leads)
                .bigint("person", RoutedLead::person)
                .integer("owner", lead -> lead.decision().owner())
                .text("team", lead -> lead.decision().team())
                .text("rule", lead -> lead.decision().rule())
                .integer("line", lead -> lead.decision().line())
                .jsonb("candidates", lead -> lead.decision().candidates())
                .timestamptz("since", RoutedLead::since)
                .statement(jdbc, """
                        INSERT INTO assignment (workspace_id, person_id, funnel_id, at, owner_id, team, cause, rule, line,
                                                version, by_user, candidates, since)
                        SELECT :workspace, u.person, :funnel, :at, u.owner, u.team, :cause, u.rule, u.line, :version,
                               :by, u.candidates, u.since
                        FROM unnest(:u)""")
                .param("workspace", workspace)
                .param("funnel", run.funnel())
                .param("at", Timestamp.from(cause.at()))
                .param("cause", cause.cause())
                .param("version", run.version())
                .param("by", cause.by(), Types.INTEGER)
                .update();
    }

    /** Who had these people last, of those whom anyone had. */
    Map<Long, Integer> lastOwners(int workspace, Collection<Long> people) {
        Map<Long, Integer> owners = new HashMap<>();
        jdbc.sql("""
                        SELECT DISTINCT ON (person_id) person_id, owner_id FROM assignment
                        WHERE workspace_id = ? AND person_id = ANY (?) AND owner_id IS NOT NULL
                        ORDER BY person_id, id DESC""")
                .params(workspace, SqlArray.bigint(people))
                .query(Row.each(row -> owners.put(row.longValue("person_id"), row.intValue("owner_id"))));
        return owners;
    }

    /** The latest assignments of a person, the newest first. */
    List<AssignmentRecord> of(int workspace, long person) {
        return jdbc.sql("""
                        SELECT a.at, u.name AS owner, a.team, a.cause, a.rule, a.version, b.name AS by,
                               a.candidates::text AS candidates
                        FROM assignment a
                        LEFT JOIN shared_user u ON u.id = a.owner_id
                        LEFT JOIN shared_user b ON b.id = a.by_user
                        WHERE a.workspace_id = ? AND a.person_id = ? ORDER BY a.id DESC LIMIT ?""")
                .params(workspace, person, MAX_SHOWN)
                .query(Row.map(AssignmentHistoryRows::record))
                .list();
    }

    @SuppressWarnings("unchecked")
    private static AssignmentRecord record(Row row) {
        return new AssignmentRecord(
                row.instant("at"),
                row.optionalText("owner"),
                row.text("team"),
                row.text("cause"),
                row.text("rule"),
                row.intValue("version"),
                row.optionalText("by"),
                Json.array(row.text("candidates")).stream()
                        .map(candidate -> (Map<String, Object>) candidate)
                        .toList());
    }
}
