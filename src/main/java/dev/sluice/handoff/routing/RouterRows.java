package dev.sluice.handoff.routing;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of routing: open leads by owner, and the owners of companies. */
@Component
class RouterRows {
    /** The first half of the advisory lock's number; merging has 1, evaluation 2, erasure 3. */
    private static final int ROUTING = 4;

    private final JdbcClient jdbc;

    RouterRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Routes one batch of a workspace after the other: two that lock teams in different orders would stop both. */
    void lock(int workspace) {
        jdbc.sql("SELECT pg_advisory_xact_lock(?, ?)::text")
                .params(ROUTING, workspace)
                .query(String.class)
                .optional();
    }

    /** How many leads each of these users has. */
    Map<Integer, Long> openLeads(int workspace, Collection<Integer> users) {
        Map<Integer, Long> open = new HashMap<>();
        jdbc.sql("""
                        SELECT owner_id, count(*) AS open FROM lead_assignment WHERE workspace_id = ? AND owner_id = ANY (?)
                        GROUP BY owner_id""")
                .params(
                        workspace,
                        SqlArray.integer(
                                users.stream().mapToInt(Integer::intValue).toArray()))
                .query(Row.each(row -> open.put(row.intValue("owner_id"), row.longValue("open"))));
        return open;
    }

    Map<Long, Integer> companyOwners(int workspace, Collection<Long> companies) {
        Map<Long, Integer> owners = new HashMap<>();
        if (!companies.isEmpty()) {
            jdbc.sql("SELECT company_id, user_id FROM company_owner WHERE workspace_id = ? AND company_id = ANY (?)")
                    .params(workspace, SqlArray.bigint(Set.copyOf(companies)))
                    .query(Row.each(row -> owners.put(row.longValue("company_id"), row.intValue("user_id"))));
        }
        return owners;
    }

    /** Makes the user the owner of the company, unless it has one. */
    void ownCompany(int workspace, long company, int user, Instant now) {
        jdbc.sql("""
                        INSERT INTO company_owner (workspace_id, company_id, user_id, since) VALUES (?, ?, ?, ?)
                        ON CONFLICT (workspace_id, company_id) DO NOTHING""").params(workspace, company, user, Timestamp.from(now)).update();
    }
}
