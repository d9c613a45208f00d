package dev.sluice.handoff.routing;

import dev.sluice.handoff.routing.Workloads.Workload;
import dev.sluice.platform.database.Row;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of how many leads users have. */
@Component
class OwnedLeadRows {
    private final JdbcClient jdbc;

    OwnedLeadRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The leads of that owner; of all owners when none is given. */
    long count(int workspace, @Nullable Integer owner) {
        return jdbc.sql("""
                        SELECT count(*) FROM lead_assignment
                        WHERE workspace_id = :workspace AND (:owner::integer IS NULL OR owner_id = :owner)""")
                .param("workspace", workspace)
                .param("owner", owner, Types.INTEGER)
                .query(Long.class)
                .single();
    }

    List<Workload> workloads(int workspace, Instant now) {
        return jdbc.sql("""
                        SELECT l.owner_id AS user, u.name, count(*) AS open, count(*) FILTER (WHERE l.state = 'offered') AS offered,
                               count(*) FILTER (WHERE l.next_at < ?) AS overdue
                        FROM lead_assignment l LEFT JOIN shared_user u ON u.id = l.owner_id
                        WHERE l.workspace_id = ? GROUP BY l.owner_id, u.name ORDER BY count(*) DESC, u.name""")
                .params(Timestamp.from(now), workspace)
                .query(Row.mapper(Workload.class))
                .list();
    }
}
