package dev.sluice.handoff;

import dev.sluice.person.PersonWork;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads who has leads and what is to be done next, for the pages of people and companies. */
@Component
class LeadWorkFactRows implements PersonWork {
    private final JdbcClient jdbc;
    private final Tenancy tenancy;

    LeadWorkFactRows(JdbcClient jdbc, Tenancy tenancy) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
    }

    @Override
    public Map<Long, WorkFacts> ofPeople(int workspace, Collection<Long> people) {
        return facts(workspace, people, """
                SELECT g.id, coalesce(u.name, l.team) AS owner, s.what, s.due_at
                FROM unnest(:ids::bigint[]) AS g(id)
                LEFT JOIN LATERAL (SELECT owner_id, team FROM lead_assignment
                                   WHERE workspace_id = :w AND person_id = g.id ORDER BY next_at LIMIT 1) l ON true
                LEFT JOIN shared_user u ON u.id = l.owner_id
                LEFT JOIN LATERAL (SELECT what, due_at FROM next_step
                                   WHERE workspace_id = :w AND person_id = g.id AND done_at IS NULL
                                   ORDER BY due_at LIMIT 1) s ON true""");
    }

    @Override
    public Map<Long, WorkFacts> ofCompanies(int workspace, Collection<Long> companies) {
        return facts(workspace, companies, """
                SELECT g.id, u.name AS owner, s.what, s.due_at
                FROM unnest(:ids::bigint[]) AS g(id)
                LEFT JOIN company_owner o ON o.workspace_id = :w AND o.company_id = g.id
                LEFT JOIN shared_user u ON u.id = o.user_id
                LEFT JOIN LATERAL (SELECT n.what, n.due_at
                                   FROM (SELECT id FROM shared_person
                                         WHERE workspace_id = :w AND company_id = g.id LIMIT 1000) p
                                   JOIN next_step n ON n.workspace_id = :w AND n.person_id = p.id AND n.done_at IS NULL
                                   ORDER BY n.due_at LIMIT 1) s ON true""");
    }

    private Map<Long, WorkFacts> facts(int workspace, Collection<Long> ids, String sql) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return tenancy.read(workspace, () -> {
            Map<Long, WorkFacts> facts = new HashMap<>();
            jdbc.sql(sql)
                    .param("w", workspace)
                    .param("ids", SqlArray.bigint(ids))
                    .query(Row.each(row -> facts.put(
                            row.longValue("id"),
                            new WorkFacts(
                                    row.optionalText("owner"),
                                    row.optionalText("what"),
                                    row.optionalInstant("due_at")))));
            return facts;
        });
    }
}
